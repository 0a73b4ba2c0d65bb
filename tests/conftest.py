"""Fixtures that all rooms' tests use."""

import time
from collections.abc import Callable, Iterator, Sequence
from urllib.request import Request, urlopen

import pytest

from dragoman.language.pipeline import Pipeline
from dragoman.language.sentences import ParsedArticle
from dragoman.records import Article, PublishedBasis, Zone, ZoneKind, content_id

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The default pipeline, loaded once for all tests."""
    return Pipeline()


@pytest.fixture(scope="session")
def parse(pipeline: Pipeline) -> Parse:
    """Parses a few words of news: one body zone unless zones are given."""

    def run(
        text: str,
        published: str | None = None,
        outlet: str | None = "The Example Post",
        zones: Sequence[Zone] | None = None,
    ) -> ParsedArticle:
        article = Article(
            id=content_id(outlet, text),
            title=None,
            standfirst=None,
            byline=None,
            outlet=outlet,
            url=None,
            published=published,
            published_basis=PublishedBasis.OPTION if published else None,
            language="en",
            text=text,
            zones=tuple(zones or [Zone(ZoneKind.BODY, 0, len(text))]),
            comments=(),
        )
        [parsed] = pipeline.parse([article])
        return parsed

    return run


@pytest.fixture(scope="session")
def seconds() -> Callable[[Callable[[], object]], float]:
    """The processor's seconds that some work takes: the least of three rounds, since others
    may use the machine at the same time."""

    def measured(work: Callable[[], object]) -> float:
        rounds = []
        for _ in range(3):
            began = time.process_time()
            work()
            rounds.append(time.process_time() - began)
        return min(rounds)

    return measured


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The URL of a bucket in an S3-compatible store on this machine."""
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
    running = server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()
        s3fs.S3FileSystem().mkdir("ledgers")
        yield "s3://ledgers"
        s3fs.S3FileSystem.clear_instance_cache()
    # What was written lives in this process, not in the server.
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    running.stop()
