"""The closed vocabularies: each term with its meaning, and with the published identifier it stands for.

A term is a string enum member that also carries a `label` for readers and a `description` for the codebook.
"""

from enum import StrEnum
from typing import Self

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Term(StrEnum):
    """A member of a vocabulary: its key is what a record writes."""

    label: str
    description: str

    def __new__(cls, key: str, label: str, description: str) -> Self:
        """Make a member of its key, its label and its meaning."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        member.description = description
        return member

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the term that a record writes as `key`. Raises StopIteration where there is none."""
        return next(term for term in cls if term.value == key)

    def __reduce_ex__(self, _protocol: object) -> tuple[type[Self], tuple[str]]:
        """Pickle a term by its key.

        The first releases of Python 3.11 would write a call of `getattr`, which nobody should run who reads values.
        """
        return type(self), (self.value,)


class State(Term):
    """How far a record is."""

    DRAFT = "draft", "Draft", "Being written; checked, but shown nowhere."
    PUBLISHED = "published", "Published", "Reviewed by an editor and shown."
    WITHDRAWN = "withdrawn", "Withdrawn", "Taken back; the address stays and says why."


class Topic(Term):
    """What the incident is about."""

    CAMPAIGN = "campaign", "Campaigning", "Advertising and messages of a party, a candidate or their allies."
    CLIMATE = "climate", "Climate", "Climate change and the policy on it."
    DISASTER = "disaster", "Disasters", "A natural or technical disaster and the help after it."
    ECONOMY = "economy", "Economy", "Prices, taxes, jobs, markets."
    ELECTION = "election", "Elections", "A vote that is near, under way or being counted."
    FOREIGN_AFFAIRS = "foreign-affairs", "Foreign affairs", "Relations between states."
    GENDER = "gender", "Gender", "Gender, sexuality, and attacks on people for them."
    HEALTH = "health", "Health", "Medicine, epidemics, public health."
    JUSTICE = "justice", "Justice", "Courts, police, prosecutions."
    MIGRATION = "migration", "Migration", "Migrants, refugees, borders."
    PROTEST = "protest", "Protest", "Demonstrations, strikes, civil disobedience."
    RELIGION = "religion", "Religion", "Faith and its institutions."
    SECURITY = "security", "Security", "Attacks, armed forces, secret services at home."
    WAR = "war", "War", "Armed conflict between or within states."


class ContentNote(Term):
    """What a reader is warned of before the media is shown."""

    DEATH = "death", "Death", "A dead or dying person."
    HATE_SYMBOLS = "hate-symbols", "Hate symbols", "Symbols of national socialism or of other hatred."
    SEXUALISED = "sexualised", "Sexualised", "A person shown naked or in a sexual way."
    SLUR = "slur", "Slur", "Words that demean a group of people."
    VIOLENCE = "violence", "Violence", "Blows, blood, weapons used on people."


class MediaKind(Term):
    """What kind of media it is."""

    IMAGE = "image", "Picture", "A still picture: photograph, drawing, montage, screenshot."
    VIDEO = "video", "Video", "Moving pictures, with or without sound."
    AUDIO = "audio", "Audio", "Sound alone: a recording, a telephone call."
    TEXT = "text", "Text", "Words presented as a document, such as a made-up letter or article."


class DigitalSourceType(Term):
    """How the media came to be, by the IPTC Digital Source Type vocabulary; the keys are IPTC's own.

    Definitions: http://cv.iptc.org/newscodes/digitalsourcetype/
    """

    TRAINED_ALGORITHMIC_MEDIA = (
        "trainedAlgorithmicMedia",
        "Made by AI",
        "Created wholly by a trained model, from a prompt for instance.",
    )
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA = (
        "compositeWithTrainedAlgorithmicMedia",
        "Edited with AI",
        "Other material with parts added or changed by a trained model, such as a cloned voice over real pictures.",
    )
    ALGORITHMICALLY_ENHANCED = (
        "algorithmicallyEnhanced",
        "Enhanced by algorithm",
        "Improved by an algorithm without new content, such as noise removal.",
    )
    ALGORITHMIC_MEDIA = (
        "algorithmicMedia",
        "Made by algorithm",
        "Created by an algorithm that was trained on no sampled content.",
    )
    DATA_DRIVEN_MEDIA = (
        "dataDrivenMedia",
        "Driven by data",
        "Text, pictures or sound made from data by rules.",
    )
    HUMAN_EDITS = (
        "humanEdits",
        "Edited by hand",
        "Augmented, corrected or changed by people with ordinary tools.",
    )
    COMPOSITE = "composite", "Composite", "Put together from several elements of whichever kind."
    COMPOSITE_CAPTURE = (
        "compositeCapture",
        "Composite of captures",
        "Put together from several real captures.",
    )
    COMPOSITE_SYNTHETIC = (
        "compositeSynthetic",
        "Composite with synthetic parts",
        "Put together from elements of which at least one is synthetic.",
    )
    DIGITAL_CAPTURE = "digitalCapture", "Genuine recording", "Captured from a real scene by a digital device."
    COMPUTATIONAL_CAPTURE = (
        "computationalCapture",
        "Computational recording",
        "Several captures of a real scene combined by the device, as in HDR or panorama photographs.",
    )
    DIGITAL_CREATION = (
        "digitalCreation",
        "Digital artwork",
        "Made by a person with digital tools, without capture.",
    )
    NEGATIVE_FILM = "negativeFilm", "From negative film", "Digitised from a negative on film."
    POSITIVE_FILM = "positiveFilm", "From positive film", "Digitised from a positive on film."
    PRINT = "print", "From print", "Digitised from a print on paper or the like."
    SCREEN_CAPTURE = "screenCapture", "Screen capture", "Captured from the screen of a computer or telephone."
    VIRTUAL_RECORDING = (
        "virtualRecording",
        "Virtual recording",
        "A live recording of a virtual event, of a game for instance.",
    )

    @property
    def identifier(self) -> str:
        """Return IPTC's address for the term."""
        return IPTC + self.value


class ProvenanceKind(Term):
    """Where in a file it was found what the file says of its own origin."""

    C2PA = "c2pa", "C2PA manifest", "A signed manifest (Content Credentials)."
    IPTC = "iptc", "IPTC metadata", "The IPTC field for the digital source type, unsigned."
    GENERATOR = "generator", "Generator's mark", "Unsigned metadata that a known generator writes."


class Validation(Term):
    """What the check of a signed manifest found."""

    TRUSTED = "trusted", "signed, signer on a trust list", "Sound, and signed by someone on a trust list."
    VALID = "valid", "signature sound", "Sound; the signer is on no trust list that was asked."
    INVALID = "invalid", "signature broken", "The file or the manifest was changed after signing."


class Basis(Term):
    """How it is known that a tool was used."""

    STATED = "stated", "stated by its maker", "The poster or maker said so."
    DETECTED = "detected", "found by analysis", "A forensic analysis or a detector found it."
    REPORTED = "reported", "reported", "A source reports it without saying how it is known."


class Metric(Term):
    """What a figure of reach counts."""

    VIEWS = "views", "views", "Times shown, as the platform counts it."
    PLAYS = "plays", "plays", "Times played."
    LIKES = "likes", "likes", "Approvals by one click, whatever the platform calls them."
    SHARES = "shares", "shares", "Reposts, shares, forwards."
    COMMENTS = "comments", "comments", "Replies and comments."
    FOLLOWERS = "followers", "followers", "Followers of the account, not viewers of the post."
    PEOPLE_REACHED = (
        "people-reached",
        "people reached",
        "Persons, each counted once, by the source's estimate.",
    )

    @property
    def counts_the_post(self) -> bool:
        """Say whether the figure measures the post rather than the account."""
        return self is not Metric.FOLLOWERS


class Qualifier(Term):
    """How exact a source calls its figure."""

    EXACTLY = "exactly", "", "The source gives the figure to the last digit."
    ABOUT = "about", "about", "The source rounds, or does not say how exact it is."
    NEARLY = "nearly", "nearly", "A little less."
    OVER = "over", "more than", "More."
    AT_LEAST = "at-least", "at least", "This many or more."


class Verdict(Term):
    """The archive's finding on the claim and its media.

    `rating` is ClaimReview's ratingValue from 1 (false) to 5 (true), or None where truth is not what is rated;
    `category` is MediaReview's mediaAuthenticityCategory (https://schema.org/MediaManipulationRatingEnumeration).
    """

    FABRICATED = (
        "fabricated",
        "Fabricated",
        "Made up whole, by AI or otherwise, and used as if it were real or true.",
    )
    ALTERED = (
        "altered",
        "Altered",
        "Real material that was changed: a cloned voice, a swapped face, another speed.",
    )
    SELECTIVELY_EDITED = (
        "selectively-edited",
        "Selectively edited",
        "Real material that was cut or cropped so that it says something else.",
    )
    OUT_OF_CONTEXT = (
        "out-of-context",
        "Out of context",
        "Unchanged material presented as something that it does not show.",
    )
    STAGED = "staged", "Staged", "A real recording of a scene that was acted for it."
    SATIRE = "satire", "Satire", "Satire or parody that says so or is plainly meant as such."
    DISCLOSED_SYNTHETIC = (
        "disclosed-synthetic",
        "Synthetic, disclosed",
        "Made with AI, and openly said to be so by those who published it.",
    )
    AUTHENTIC = "authentic", "Authentic", "Genuine, although it was called a fake."
    DISPUTED = "disputed", "Disputed", "Origin or authenticity is not settled among the sources."
    OPEN = "open", "Under review", "Not yet reviewed; only a draft may say so."

    @property
    def rating(self) -> int | None:
        """Return ClaimReview's ratingValue, or None where the verdict rates no truth."""
        return _RATINGS[self][0]

    @property
    def category(self) -> str | None:
        """Return MediaReview's mediaAuthenticityCategory, or None where it has none that fits."""
        return _RATINGS[self][1]


_RATINGS: dict[Verdict, tuple[int | None, str | None]] = {
    Verdict.FABRICATED: (1, "TransformedContent"),
    Verdict.ALTERED: (1, "TransformedContent"),
    Verdict.SELECTIVELY_EDITED: (2, "EditedOrCroppedContent"),
    Verdict.OUT_OF_CONTEXT: (2, "DecontextualizedContent"),
    Verdict.STAGED: (2, "StagedContent"),
    Verdict.SATIRE: (None, "SatireOrParodyContent"),
    Verdict.DISCLOSED_SYNTHETIC: (None, "TransformedContent"),
    Verdict.AUTHENTIC: (5, "OriginalMediaContent"),
    Verdict.DISPUTED: (None, None),
    Verdict.OPEN: (None, None),
}


class LabelStatus(Term):
    """How the media was marked at one time."""

    NONE = "none", "No label", "A source says that nothing marked it."
    NOT_REPORTED = "not-reported", "Not reported", "No source says whether it was marked."
    SELF_DISCLOSED = "self-disclosed", "Self-disclosed", "Those who made or posted it said what it is."
    SATIRE_NOTICE = "satire-notice", "Satire notice", "Marked as satire or parody by those who made or posted it."
    VISIBLE_WATERMARK = "visible-watermark", "Visible watermark", "A mark in the picture or video itself."
    PLATFORM_LABEL = (
        "platform-label",
        "Platform label",
        "The platform marked it as false, altered or AI-made.",
    )
    COMMUNITY_NOTE = (
        "community-note",
        "Community note",
        "Users added a note that the platform shows beside it.",
    )
    PROVENANCE_METADATA_ONLY = (
        "provenance-metadata-only",
        "Metadata only",
        "Only data inside the file says what it is; a reader sees nothing.",
    )
    REMOVED = "removed", "Removed", "The post or the media was taken down, on one platform at least."
    ACCOUNT_SUSPENDED = "account-suspended", "Account suspended", "An account that posted it was suspended."

    @property
    def is_label(self) -> bool:
        """Say whether a reader of the post can see from it that the media is not what it seems."""
        return self in _VISIBLE_LABELS

    @property
    def tells_of_labels(self) -> bool:
        """Say whether the entry reports on labels at all: that something was removed says nothing of a label."""
        return self.is_label or self in (LabelStatus.NONE, LabelStatus.PROVENANCE_METADATA_ONLY)


_VISIBLE_LABELS = frozenset(
    {
        LabelStatus.SELF_DISCLOSED,
        LabelStatus.SATIRE_NOTICE,
        LabelStatus.VISIBLE_WATERMARK,
        LabelStatus.PLATFORM_LABEL,
        LabelStatus.COMMUNITY_NOTE,
    }
)


class LabelActor(Term):
    """Who set the label or took the measure."""

    POSTER = "poster", "its maker or poster", "Those who made or posted it."
    PLATFORM = "platform", "the platform", "The platform's own staff or systems."
    COMMUNITY = "community", "users", "Users, through a function that the platform offers for it."
    TOOL = "tool", "the tool", "The program that made it."
    AUTHORITY = "authority", "an authority", "A court, regulator or other public authority."


class Visibility(Term):
    """How visible the label is to someone who sees the post."""

    ON_MEDIA = "on-media", "on the media itself", "Inside the picture, video or sound."
    BESIDE_MEDIA = "beside-media", "beside the media", "In the post, without a click."
    ON_CLICK = "on-click", "after a click", "Only after a click or in a menu."
    IN_REPLIES = "in-replies", "in replies", "Only in a reply or a later post."
    MACHINE_READABLE_ONLY = "machine-readable-only", "for machines only", "Only in the file's data."


class AccountKind(Term):
    """Who speaks through an account."""

    PERSON = "person", "Person", "A person under their own name."
    CAMPAIGN = "campaign", "Campaign", "A candidate's or referendum campaign."
    PARTY = "party", "Party", "A political party or one of its parts."
    GOVERNMENT = "government", "Government", "A public office or authority."
    MEDIA = "media", "Media", "A newspaper, broadcaster or news site."
    COLLECTIVE = "collective", "Collective", "A group or movement."
    SATIRE = "satire", "Satire", "An account that says it is satire or parody."
    ANONYMOUS = "anonymous", "Anonymous", "Nobody is named behind it."


class RuleKind(Term):
    """What a platform's or tool's stated rule is about."""

    LABELLING = "labelling", "Labelling", "How AI-made or altered media is marked."
    MANIPULATED_MEDIA = "manipulated-media", "Manipulated media", "What may be posted or made at all."
    NAMING = "naming", "Real persons", "Which real persons may be named in prompts or shown."
    SATIRE = "satire", "Satire", "How satire and parody are treated."
    POLITICAL_ADS = "political-ads", "Political advertising", "What paid political messages must say."
