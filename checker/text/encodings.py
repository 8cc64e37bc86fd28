"""The encoding of a text that does not name it: UTF-8, or CP949 where that is certain."""

import codecs
import unicodedata
from collections import Counter
from typing import BinaryIO

UTF_8, CP949 = "utf-8", "cp949"
_BLOCK = 1 << 16  # bytes
_MOST = 1 << 26  # bytes that are looked at for a first letter that is no ASCII, and of a text in CP949
_KOREAN = 0.9  # share of Hangul syllables among the letters that are no ASCII
_COMMON = 0.6  # share of common syllables among them
# The most frequent syllables of Korean prose and names, more than nine in ten of any text.
_SYLLABLES = frozenset(
    "가각간갈감갑강갖같개객갱거건걸검겁것겉게겠격견결겸경계고곡곤곧골곳공과관광괴교구국군굴궁권궤귀규균그극근글금급기긴길김까깨께"
    "끝끼나낙난날남납낭내냉너널넘네녀년념노녹논농높누눈뉴느는늘능니닌님다단달담답당대댁더덕던덜덤데도독돈돌동되된될두둔둘뒤드득든들"
    "듯등디따때떤떻또뜻라락란람랍랑래략량러런럼럽렇레려력련렬령례로록론료루류륙률르른를름리린림립링마막만많말망맞매맥머먼멀메며면"
    "명몇모목몰못무묵문물뭐미민밀및바박반받발밝밤방배백번벌범법변별병보복본볼봄봉부북분불붙비빈빌빛빠뿐사산살삼상새색생서석선설섬"
    "성세센소속손송쇄쇠수숙순술숨쉬스슨슬습승시식신실심십싸써쓰씨아악안않알암압앙앞애액야약양어억언얻얼엄업없었에여역연열염엽영예오"
    "옥온올옮옳와완왕외요욕용우욱운울움웃워원월위유육윤은을음응의이익인일임입있자작잔잘잠장재쟁저적전절점접정제조족존종좋좌죄주죽준"
    "줄중즉즐증지직진질집징짜째차착찬찰참창채책처척천철첨첩청체쳐초촉촌총최추축출충취측층치칙친칠침카칸커컨컴케코콘크큰클키타탁탄"
    "탈탐태택터턴텔토통투트특튼틀티팀파판팔패퍼페편평폐포폭표품풍프플피필하학한할함합항해핵행향허헌험혁현협형혜호혹혼홀홍화확환활황회"
    "획효후훈훨휘휴흐흑흥희히힘넷웹앱뉴쿠러셀볼빅벨윈델렌맥밍샤슈잉잭젤챔챗칼켓쿼탑텍톤팅펜폰푸핀했였됐갔났왔봤줬졌켰쳤겼렸녔셨"
    "훈휘배붉붓볕꽃꿈끌끊낮낳넣놓늙닭덮돕듣딸떠뜨띄맑맡멈몸묶믿밖벗빨뺏뽑섞숲싶싹쌀쌓썼쏘앉얇얘엔옛왜윗읽잃입젊졸좁쥐짓짧쫓찾춤칭컵콩큼킬텐튀팬펴폴풀핑"
)


def guessed(stream: BinaryIO) -> str:
    """The encoding of a text without a mark: CP949 if it is not UTF-8 and evidently Korean, else UTF-8."""
    if not _broken(stream):
        return UTF_8
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(CP949)("strict")
    letters: Counter[str] = Counter()
    try:
        for _ in range(_MOST // _BLOCK):
            block = stream.read(_BLOCK)
            letters.update(decoder.decode(block, not block))
            if not block:
                break
    except UnicodeDecodeError:
        return UTF_8
    return CP949 if _korean(letters) else UTF_8


def guessed_of(head: bytes) -> str:
    """The same of the first bytes of a text, whose last character may be cut."""
    for encoding in (UTF_8, CP949):
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(head)
        except UnicodeDecodeError:
            continue
        return encoding if encoding == UTF_8 or _korean(Counter(text)) else UTF_8
    return UTF_8


def _broken(stream: BinaryIO) -> bool:
    """Whether the first letters that are no ASCII are not UTF-8."""
    decoder = codecs.getincrementaldecoder(UTF_8)("strict")
    try:
        for _ in range(_MOST // _BLOCK):
            block = stream.read(_BLOCK)
            text = decoder.decode(block, not block)
            if not block or not text.isascii():
                return False
    except UnicodeDecodeError:
        return True
    return False


def _korean(letters: Counter[str]) -> bool:
    """Whether a text is evidently Korean: almost all its letters are Hangul, and most of them are common syllables."""
    if any(unicodedata.category(sign) in ("Co", "Cn") or (sign < " " and sign not in "\t\r\n\f") for sign in letters):
        return False
    foreign = {sign: number for sign, number in letters.items() if sign > "\x7f" and sign.isalpha()}
    hangul = {sign: number for sign, number in foreign.items() if "가" <= sign <= "힣"}
    whole, korean = sum(foreign.values()), sum(hangul.values())
    common = sum(number for sign, number in hangul.items() if sign in _SYLLABLES)
    return bool(korean) and korean >= _KOREAN * whole and common >= _COMMON * korean
