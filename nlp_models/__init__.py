"""Language: text in, positions and figures out. Knows nothing of the app or of moderation."""


def preload() -> None:
    """Load every model and list now, before a worker forks, so that the children share them."""
    from nlp_models.language import analyse

    analyse({"text": "De begeleiders zijn lief voor Emma."})
