import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.pages.sources.streams import Source
from dragoman.records import from_json
from dragoman.views.cli import main

ROOT = Path(__file__).resolve().parents[2]
GOOD = (
    "<html><head><title>Envoys</title></head><body><article><h1>Iran leaves accord</h1>"
    "<p>Iran said on Monday that it would leave the nuclear accord with world powers.</p>"
    "<p>The United States imposed sanctions on Iran on Tuesday.</p></article></body></html>"
)
ROW = '{"text": "Iran left the nuclear accord on Monday, officials in Tehran said."}'


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def good(tmp_path: Path) -> Path:
    page = tmp_path / "good.html"
    page.write_text(GOOD, "utf-8")
    return page


class TestLightness:
    HEAVY = (
        "spacy",
        "lxml",
        "trafilatura",
        "onnxruntime",
        "rich",
        "numpy",
        "msgspec",
        "dateparser",
        "fastwarc",
        "pyarrow",
        "protego",
        "backports",
        "http.client",
        "ssl",
    )

    @pytest.mark.parametrize(
        "code",
        [
            "import dragoman",
            "from dragoman.views.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit as end: assert end.code == 0",
            "from dragoman.views.cli import main\n"
            "try: main(['read', '--help'])\n"
            "except SystemExit as end: assert end.code == 0",
        ],
        ids=["import", "help", "read-help"],
    )
    def test_importing_and_helping_load_nothing_heavy(self, code: str) -> None:
        code += f"\nimport sys\nprint([n for n in {self.HEAVY} if n in sys.modules])"
        code += "\nimport time\nprint(time.process_time())"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
        )
        *_, loaded, cpu = done.stdout.splitlines()
        assert loaded == "[]"
        assert float(cpu) < 0.3

    def test_module_runs_as_the_command(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", "--version"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.startswith("dragoman 0.")


class TestReading:
    def test_summary_tells_what_the_page_tells(self, good: Path) -> None:
        result = run("read", good, "--published", "2018-05-19", "--outlet", "The Example Post")
        assert result.exit_code == 0
        assert "Iran leaves accord" in result.stdout
        assert "The Example Post · 2018-05-19 (as given)" in result.stdout
        assert "that it would leave the nuclear accord with world powers" in result.stdout
        assert "SANCTION" in result.stdout
        assert "United States → Iran" in result.stdout
        assert not result.stderr

    def test_piped_output_has_no_boxes_colours_or_trailing_blanks(self, good: Path) -> None:
        out = run("read", good).stdout
        assert "\x1b" not in out
        assert not set(out) & set("─│┌┐└┘━┃█")
        assert all(line == line.rstrip() for line in out.splitlines())

    def test_json_is_one_record_a_page_in_utf8(self, good: Path, tmp_path: Path) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text(f"{ROW}\n{ROW}\n", "utf-8")
        result = run("read", good, rows, "--json")
        pages = [from_json(line).page for line in result.stdout_bytes.splitlines()]
        assert pages == [str(good), f"{rows}:1", f"{rows}:2"]

    def test_standard_input(self) -> None:
        result = run("read", "-", "--json", stdin=GOOD)
        assert from_json(result.stdout_bytes).page == "-"

    @pytest.mark.skipif(os.name == "nt", reason="names on Windows are Unicode")
    def test_file_name_that_is_no_unicode(self, tmp_path: Path) -> None:
        name = os.fsencode(tmp_path) + b"/\xff.html"
        try:
            Path(os.fsdecode(name)).write_text(GOOD, "utf-8")
        except OSError:
            pytest.skip("this file system takes no such name")
        result = run("read", os.fsdecode(name), "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout_bytes)["page"].endswith("/\\xff.html")


class TestStanding:
    def test_pact_is_found_by_alias_whatever_the_case(self, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text(
            "Trump leaves\n\nThe United States withdrew from the Iran nuclear deal on 8 May 2018.\n"
            "President Donald Trump announced it at the White House in Washington.\n"
        )
        result = run("read", page, "--pact", "iran NUCLEAR deal", "--standing-only")
        assert result.exit_code == 0
        assert "Joint Comprehensive Plan of Action" in result.stdout
        assert "withdrawn" in result.stdout
        assert "since 2018-05-08" in result.stdout
        assert "withdrew from the Iran nuclear deal" in result.stdout
        assert str(page) in result.stdout.replace("\n    ", "")
        early = run("read", page, "--pact", "jcpoa", "--on", "2018-05-07", "--standing-only")
        assert "withdrawn" not in early.stdout

    def test_unknown_pact_lists_those_seen(self, good: Path) -> None:
        result = run("read", good, "--pact", "Treaty of Nowhere")
        assert result.exit_code == 2
        assert "No pact is called 'Treaty of Nowhere'" in result.stderr
        assert "'US sanctions on Iran'" in result.stderr

    def test_known_pact_of_which_no_page_tells(self, good: Path) -> None:
        result = run("read", good, "--pact", "NATO", "--standing-only")
        assert result.exit_code == 0
        assert "No page that was read tells" in result.stdout


class TestMisuse:
    @pytest.mark.parametrize(
        "words",
        [
            ["read"],
            ["read", "x.html", "--published", "yesterday"],
            ["read", "x.html", "--published", "20180519"],
            ["read", "x.html", "--pact", "NATO", "--on", "2018-02-30"],
            ["read", "x.html", "--on", "2018-02-01"],
            ["read", "x.html", "--standing-only"],
            ["read", "x.html", "--pact", "NATO", "--json"],
            ["read", "x.html", "--largest", "0"],
            ["read", "x.html", "--outlet", "a\x1b[31m"],
            ["read", "x.html", "--nonsense"],
            ["nonsense"],
            ["evaluate", "pages", "no-such-folder"],
        ],
        ids=" ".join,
    )
    def test_exit_code_and_message(self, words: list[str]) -> None:
        result = run(*words)
        assert result.exit_code == 2
        assert "Error" in result.stderr
        assert "Traceback" not in result.output
        assert not result.stdout

    def test_missing_model_is_a_broken_environment(self, good: Path) -> None:
        result = run("read", good, "--model", "no_such_model")
        assert result.exit_code == 3
        assert result.stderr.startswith("dragoman: The language model 'no_such_model'")


def _nested(path: Path) -> None:
    path.write_text("<html><body>" + "<div>" * 10_000 + GOOD + "</div>" * 10_000, "utf-8")


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 2**20)


GIVES_NONE = {
    "empty.html": (lambda p: p.write_bytes(b""), "is empty"),
    "blank.txt": (lambda p: p.write_text(" \n\n\t"), "is empty"),
    "folder": (lambda p: p.mkdir(), "holds no pages"),
    "missing.html": (lambda p: None, "no such file"),
    "binary.html": (lambda p: p.write_bytes(bytes(range(256)) * 20), "binary"),
    "large.html": (_large, "10 MB at most"),
    "markup.html": (lambda p: p.write_text("<html><script>1</script></html>"), "no text"),
}
GIVES_ONE = {
    "nested.html": (_nested, "nested more than"),
    "menu.html": (
        lambda p: p.write_text("<html><body><nav><a href=/>World</a></nav></body></html>"),
        "No article was found",
    ),
    "lying.html": (
        lambda p: p.write_bytes(
            GOOD.replace("<head>", '<head><meta charset="utf-8">')
            .replace("Envoys", "Café – où")
            .encode("cp1252")
        ),
        "declares utf-8",
    ),
}


class TestBadInput:
    """Each bad page is named with what is wrong; the good one beside it is read all the same."""

    def test_pages_that_give_no_record(self, good: Path, tmp_path: Path) -> None:
        paths = [tmp_path / name for name in GIVES_NONE]
        for path, (make, _) in zip(paths, GIVES_NONE.values(), strict=True):
            make(path)
        result = run("read", *paths, good, "--json")
        assert result.exit_code == 1
        assert [from_json(line).page for line in result.stdout_bytes.splitlines()] == [str(good)]
        lines = result.stderr.splitlines()
        assert len(lines) == len(paths)
        for line, path, (_, words) in zip(lines, paths, GIVES_NONE.values(), strict=True):
            assert line.startswith(f"dragoman: {path}: ")
            assert words in line

    def test_pages_that_are_read_with_a_fault(self, good: Path, tmp_path: Path) -> None:
        paths = [tmp_path / name for name in GIVES_ONE]
        for path, (make, _) in zip(paths, GIVES_ONE.values(), strict=True):
            make(path)
        result = run("read", *paths, good, "--json")
        assert result.exit_code == 0
        assert len(result.stdout_bytes.splitlines()) == len(paths) + 1
        for path, (_, words) in zip(paths, GIVES_ONE.values(), strict=True):
            [line] = [x for x in result.stderr.splitlines() if f" {path}: " in x]
            assert words in line

    def test_invalid_utf8_is_read(self, tmp_path: Path) -> None:
        page = tmp_path / "invalid.html"
        page.write_bytes(GOOD.encode() + b"\xff\xfe\xfa\xc3")
        result = run("read", page)
        assert result.exit_code == 0
        assert "Iran leaves accord" in result.stdout

    def test_malformed_row_is_named_by_its_line(self, tmp_path: Path) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text("\n".join([ROW] * 6 + ['{"text": "broken'] + [ROW]), "utf-8")
        result = run("read", rows, "--json")
        assert result.exit_code == 1
        assert len(result.stdout_bytes.splitlines()) == 7
        [line] = result.stderr.splitlines()
        assert line.startswith(f"dragoman: {rows}:7: This line is not a page in JSON")

    def test_unreadable_file(self, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(source: Source) -> bytes:
            raise PermissionError(13, "Permission denied", str(source.path))

        monkeypatch.setattr(Source, "head", refuse)
        result = run("read", good)
        assert result.exit_code == 1
        assert "The file can't be read: Permission denied" in result.stderr

    def test_hostile_title_commands_no_terminal(self, tmp_path: Path) -> None:
        page = tmp_path / "hostile.html"
        title = "Iran \x1b]0;owned\x07\x1b[31mleaves [red]accord[/red] \u202etxet\u202c\x9b31m"
        page.write_text(GOOD.replace("Iran leaves accord", title), "utf-8")
        result = run("read", page)
        assert result.exit_code == 0
        assert "[red]accord[/red]" in result.stdout
        assert not set(result.stdout) & set("\x1b\x07\x9b\u202e\u202c")

    def test_hostile_file_name_commands_no_terminal(self) -> None:
        result = run("read", "no\x1b[31msuch\u202e.html")
        assert result.exit_code == 1
        assert result.stderr.startswith("dragoman: no[31msuch.html: ")


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
class TestProcess:
    def test_reader_that_goes_away_is_no_error(self, good: Path) -> None:
        words = [sys.executable, "-m", "dragoman", "read", *[str(good)] * 40]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode in (0, 141)

    def test_interrupt_ends_quietly(self) -> None:
        # A test runner in the background may ignore the signal, and its children with it.
        code = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from dragoman.views.cli import main; main(['read', '-'])"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            # Importing what reading needs takes a while; the command then waits for its input.
            time.sleep(3)
            process.send_signal(signal.SIGINT)
            _, complaint = process.communicate(timeout=20)
        assert process.returncode == 130
        assert b"Traceback" not in complaint

    def test_colours_on_a_terminal_and_letters_without(self, good: Path) -> None:
        coloured = on_terminal([str(good)], {})
        assert "\x1b[" in coloured
        assert "█" in coloured
        letters = on_terminal([str(good)], {"NO_COLOR": "1"})
        assert "\x1b[3" not in letters
        assert "bbbbbb" in letters


def on_terminal(words: list[str], environment: dict[str, str]) -> str:
    """What `dragoman read` prints where standard output is a terminal."""
    import pty  # noqa: PLC0415 - not on Windows

    shown = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS")}
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "dragoman", "read", *words],
        stdout=follower,
        env=shown | {"TERM": "xterm-256color", "COLUMNS": "90"} | environment,
    ):
        os.close(follower)
        parts = []
        try:
            while part := os.read(leader, 65536):
                parts.append(part)
        except OSError:
            pass
    os.close(leader)
    return b"".join(parts).decode("utf-8")


class TestPacts:
    def test_a_table_of_ones_own_is_read_by(self, tmp_path: Path) -> None:
        (tmp_path / "page.txt").write_text("Iran withdrew from the Example Accord on 8 May 2018.")
        table = tmp_path / "mine.tsv"
        table.write_text("id\tname\tkind\tsource\nexample\tExample Accord\taccord\tits text\n")
        result = run("read", tmp_path / "page.txt", "--json", "--pacts", table)
        record = json.loads(result.stdout)
        assert [(m["pact"], m["actor"], m["move"]) for m in record["moves"]] == [
            ("example", "IRN", "withdraw")
        ]
        assert list(record["coder"]["options"]) == ["pacts"]

    def test_a_mistake_in_it_is_misuse(self, tmp_path: Path, good: Path) -> None:
        table = tmp_path / "mine.tsv"
        table.write_text("id\tname\tkind\tsource\nexample\tExample Accord\tleague\tU\n")
        result = run("read", good, "--pacts", table)
        assert result.exit_code == 2
        assert "mine.tsv, line 2: kind 'league'" in result.stderr
