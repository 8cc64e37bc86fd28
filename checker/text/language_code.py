"""The languages that names of files and folders stand for: ``ko``, ``ko_KR``, ``ko-rKR``, ``b+zh+Hant``, ``sr@latin``.

The codes are those of ISO 639-1, those of three letters that CLDR or large projects have translations for and that are
no common words of file names, and the regions of ISO 3166-1.
"""

import re
from functools import lru_cache

_TWO = frozenset(
    """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
kk kl km kn ko ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
""".split()
)
_THREE = frozenset(
    """
ace ach agq aln anp arn ars ary arz asa ast ayr azb bal bas bcl bem bez bgc bho blo brx cak ceb cgg chr ckb cnh
crh csb csw dav dje doi dsb dua dyo ebu ewo fil frp frr fur gag gom gsw guz haw hil hne hsb hyw ilo jbo jgo jmc kaa kab
kam kbd kea kgp khq kkj kln kmr kok ksb ksf ksh lag lij lkt lld lmo lrc ltg luo luy lzh mai mfe mgh mgo mhr mni mnw mua
mwl mzn nan naq nds nmg nnh nqo nso nus nyn oka pap pcm pms prg quc quy rof rom rue rup rwk sah saq sbp scn sco ses shn
skr smn sro stq syr szl tcy teo tlh tpi twq tyv tzm udm vec vmw vun wae xnr xog yav yrl yue zam zgh
""".split()
)
_REGIONS = frozenset(
    """
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd
cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf
gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn
kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na
nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si
sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi
vn vu wf ws xk ye yt za zm zw uk
""".split()
)
_SCRIPTS = frozenset(
    "adlm arab armn beng cans cyrl deva ethi geor guru hang hans hant hebr jpan kore latn mong".split()
)
_SCRIPTS_IN_WORDS = {"latin": "Latn", "cyrillic": "Cyrl"}
# What people write instead: old codes, codes of three letters, of countries, and names.
_MEANT = {
    "iw": "he", "in": "id", "ji": "yi", "kr": "ko", "jp": "ja", "cn": "zh-CN", "tw": "zh-TW", "vn": "vi", "cz": "cs",
    "ua": "uk", "dk": "da", "gr": "el", "kor": "ko", "eng": "en", "jpn": "ja", "zho": "zh", "chi": "zh", "deu": "de",
    "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "rus": "ru", "por": "pt", "vie": "vi",
    "chs": "zh-Hans", "cht": "zh-Hant", "korean": "ko", "english": "en", "japanese": "ja", "chinese": "zh",
    "german": "de", "french": "fr", "spanish": "es", "italian": "it", "russian": "ru", "portuguese": "pt",
    "vietnamese": "vi", "dutch": "nl", "polish": "pl", "turkish": "tr", "swedish": "sv", "danish": "da",
    "finnish": "fi", "czech": "cs", "hungarian": "hu", "ukrainian": "uk", "indonesian": "id", "thai": "th",
    "schinese": "zh-Hans", "tchinese": "zh-Hant", "koreana": "ko", "brazilian": "pt-BR",
}  # fmt: skip
_LONGEST = 24  # signs of a code
_PARTS = re.compile(r"[-_+]")


@lru_cache(1 << 14)
def language_code(text: str) -> str:
    """The language (BCP 47) that ``text`` is the code of, as files are named in any system; "" if it is none."""
    if len(text) > _LONGEST or not text.isascii():
        return ""
    plain, _, variant = text.lower().removeprefix("b+").partition("@")
    if plain in _MEANT:
        return _MEANT[plain]
    language, *others = _PARTS.split(plain)
    code = language if language in _TWO or language in _THREE else ""
    if not code and others:
        code = _MEANT.get(language, "").partition("-")[0]
    if not code:
        return ""
    script = _SCRIPTS_IN_WORDS.get(variant, "")
    if others and others[0] in _SCRIPTS:
        script = others.pop(0).title()
    region = _region(others.pop(0)) if others else ""
    if others or region is None:
        return ""
    return "-".join(filter(None, (code, script, region)))


def _region(text: str) -> str | None:
    """The region that the last part of a code is, for Android with an ``r`` before it; None if it is none."""
    if len(text) == 3 and text[0] == "r":
        text = text[1:]
    if text in _REGIONS or (len(text) == 3 and text.isdecimal()):
        return text.upper()
    return None
