"""One shop, 120 sites: an account is corrected, rises, and groundwork is proposed."""

from dreamboard.domain.values import Intent, Outcome, Play, Role
from dreamboard.services.commands import Edit, NewContact
from tests.stories.rep import words


def test_an_account_corrected_to_120_sites_rises_and_is_looked_into(rep):
    # Given two accounts of one value, the other one first in the queue
    twin = rep.pursues(
        "Twin Stores", NewContact("Ann Bee", "Owner", Role.DECISION_MAKER), value_minor=64_100_000
    )
    quarry = rep.pursues(
        "Quarry & Sons", NewContact("Bridget Quarry", "Owner", Role.DECISION_MAKER), value_minor=64_000_000
    )
    assert [one.pursuit_id for one in rep.queue()] == [twin, quarry]
    # When it turns out that they have 120 sites, of which we know one
    rep.does(Edit("Account", rep.account("Quarry & Sons").id, (("sites_known", 1), ("sites_believed", 120))))
    # Then it rises, and the groundwork is proposed at once
    said = rep.suggestion(quarry)
    assert said.play is Play.KNOW_THE_SITES
    assert str(said.headline) == "Find the sites of Quarry & Sons"
    assert "You know 1 of 120 sites." in words(said)
    assert said.worth > 5 * rep.suggestion(twin).worth
    # And between touches it is proposed again
    rep.logs(quarry, "Bridget Quarry", Outcome.SPOKE, Intent.LEARN)
    rep.later(2)
    assert rep.suggestion(quarry).play is Play.KNOW_THE_SITES
    # When most of them are known, then it is a card like any other
    rep.does(Edit("Account", rep.account("Quarry & Sons").id, (("sites_known", 90),)))
    assert rep.suggestion(quarry).play is Play.RHYTHM
