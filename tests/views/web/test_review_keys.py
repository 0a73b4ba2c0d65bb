"""The review loop in a real browser, with the keyboard alone and without JavaScript."""

import re

from dragoman.ledger import Ledger


def count(tab):
    return int(re.search(r"(\d+) row", tab.inner_text("h1"))[1])


def settled(tab, words):
    tab.wait_for_function(
        "words => document.querySelector('.latest')?.innerText.includes(words)", arg=words
    )
    tab.wait_for_load_state("load")


def test_the_loop_with_the_keyboard_alone(tab, room_url, tmp_path):
    problems = []
    tab.on("console", lambda message: problems.append(message.text))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.goto(f"{room_url}/review?label=ACCUSE")
    tab.keyboard.type("Jane, a reader")  # The field has the focus, and letters there are no keys.
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#accept")
    tab.wait_for_load_state("load")
    before, first = count(tab), tab.inner_text(".item")
    tab.keyboard.press("a")
    settled(tab, "Accepted: accuse")
    assert count(tab) == before - 1
    tab.keyboard.press("j")
    tab.wait_for_url("**skip=1**")
    tab.keyboard.press("k")
    tab.wait_for_url(lambda url: "skip=" not in url)
    tab.keyboard.press("r")
    settled(tab, "Rejected: accuse")
    assert count(tab) == before - 2
    tab.keyboard.press("u")
    settled(tab, "Accepted: accuse")
    assert count(tab) == before - 1
    tab.keyboard.press("u")
    tab.wait_for_function(
        "before => document.querySelector('h1')?.innerText.includes(` ${before} row`)", arg=before
    )
    tab.wait_for_load_state("load")
    assert tab.query_selector(".latest") is None
    assert tab.inner_text(".item") == first
    tab.keyboard.press("m")
    assert tab.evaluate("document.activeElement.id") == "mend-type"
    tab.keyboard.type("REJECT")
    tab.keyboard.press("Escape")
    assert not tab.evaluate("document.getElementById('mend').open")
    tab.keyboard.press("m")
    assert tab.input_value("#mend-type") == "REJECT"
    for _ in range(2):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    settled(tab, "Mended: accuse")
    tab.keyboard.press("?")
    assert tab.evaluate("document.getElementById('keys').open")
    assert problems == []
    with Ledger(tmp_path / "samples.duckdb") as ledger:
        rows = ledger.sql("SELECT verdict, author, void FROM reviews ORDER BY number").rows
    told = [("accept", True), ("reject", True), ("mend", False)]
    assert rows == tuple((verdict, "Jane, a reader", void) for verdict, void in told)


def test_a_source_is_mended_with_the_keyboard_alone(tab, room_url, tmp_path):
    tab.goto(f"{room_url}/review?kind=attribution")
    tab.keyboard.type("Jane")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#accept")
    tab.wait_for_load_state("load")
    subject = tab.input_value("#mend input[name=subject]")
    tab.keyboard.press("m")
    assert tab.evaluate("document.activeElement.id") == "mend-source_actor"
    tab.keyboard.type("NOR")  # What stood there is chosen, and written over.
    tab.keyboard.press("Enter")
    settled(tab, "Mended:")
    query = f"SELECT source_actor FROM attributions WHERE id = '{subject}'"
    with Ledger(tmp_path / "samples.duckdb") as ledger:
        assert ledger.sql(query).rows == (("NOR",),)
    tab.keyboard.press("u")
    tab.wait_for_function("document.querySelector('.latest') === null")
    with Ledger(tmp_path / "samples.duckdb") as ledger:
        assert ledger.sql(query).rows != (("NOR",),)


def test_keys_can_be_turned_off(tab, room_url):
    tab.goto(f"{room_url}/review")
    tab.keyboard.type("Jane")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#accept")
    tab.wait_for_load_state("load")
    tab.keyboard.press("?")
    tab.uncheck("#keys input")
    tab.evaluate("document.activeElement.blur()")
    before = count(tab)
    tab.keyboard.press("r")
    tab.reload()
    assert count(tab) == before


def test_the_loop_without_javascript(browser, room_url):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(60_000)
    tab = context.new_page()
    tab.goto(f"{room_url}/review?kind=move")
    tab.fill("#name", "Jane")
    tab.click("text=That is me")
    before = count(tab)
    tab.click("#reject")
    assert count(tab) == before - 1
    assert "Rejected" in tab.inner_text(".latest")
    tab.click("#mend summary")
    tab.select_option("#mend-modality", "denied")
    tab.click("#mended")
    assert "Mended" in tab.inner_text(".latest")
    tab.click("#undo")
    assert count(tab) == before - 1
    tab.goto(f"{room_url}/review?kind=attribution")
    tab.click("#mend summary")
    tab.fill("#mend-source_actor", "NOR")
    tab.click("#mended")
    assert "Mended" in tab.inner_text(".latest")
    context.close()
