"""Files in and out, a module a format. What the window and the command line call:

- ``exchange.importing``: ``read_files``, ``plan_import``, ``save_rejected``;
- ``exchange.archive``: ``export_json``, ``export_folder``, and reading either back;
- ``services.import_plan``: the plan itself, frozen, that ``ApplyImport`` brings onto the board.
"""
