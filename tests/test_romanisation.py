"""Romanised spellings of Korean names and words: published examples, common spellings, and properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.languages.ko.romanisation import LIMIT, System, is_spelling, key, romanise, spellings

REVISED = {
    "김정은": "gimjeongeun", "평양": "pyeongyang", "부산": "busan", "독립문": "dongnimmun",
    "신라": "silla", "종로": "jongno", "백마": "baengma", "전라북도": "jeollabukdo", "구미": "gumi",
    "백암": "baegam", "합덕": "hapdeok", "호법": "hobeop", "월곶": "wolgot", "벚꽃": "beotkkot",
    "한밭": "hanbat", "칠곡": "chilgok", "설악": "seorak", "울릉": "ulleung", "대관령": "daegwallyeong",
    "왕십리": "wangsimni", "별내": "byeollae", "해돋이": "haedoji", "같이": "gachi", "맞히다": "machida",
    "좋고": "joko", "놓다": "nota", "낳지": "nachi", "묵호": "mukho", "집현전": "jiphyeonjeon",
    "압구정": "apgujeong", "샛별": "saetbyeol", "속리산": "songnisan", "극락전": "geungnakjeon",
    "촉석루": "chokseongnu", "광희문": "gwanghuimun", "무량수전": "muryangsujeon", "함흥": "hamheung",
    "많이": "mani", "잃어": "ireo", "값이": "gapsi", "로동신문": "rodongsinmun", "밟히다": "balpida",
    "굳히다": "guchida", "김 정은": "gim jeongeun", "KBS 뉴스": "kbs nyuseu",
}  # fmt: skip
MCCUNE = {
    "김정은": "kimchŏngŭn", "김 정은": "kim chŏngŭn", "평양": "p'yŏngyang", "부산": "pusan",
    "신라": "silla", "독립문": "tongnimmun", "종로": "chongno", "백마": "paengma", "한국": "han'guk",
    "서울": "sŏul", "제주": "cheju", "대구": "taegu", "대전": "taejŏn", "인천": "inch'ŏn",
    "백제": "paekche", "고구려": "koguryŏ", "조선": "chosŏn", "발해": "parhae", "설악": "sŏrak",
    "금강산": "kŭmgangsan", "판문점": "p'anmunjŏm", "함흥": "hamhŭng", "천리마": "ch'ŏllima",
    "압록강": "amnokkang", "발달": "paltal", "결정": "kyŏlchŏng", "쉬": "shwi", "같이": "kach'i",
    "남궁정민": "namgungchŏngmin", "최룡해": "ch'oeryonghae", "못살": "mossal", "나에": "naë",
}  # fmt: skip
NORTH = {
    "김정은": "kimjongun", "김정일": "kimjongil", "김일성": "kimilsong", "김덕훈": "kimtokhun",
    "평양": "phyongyang", "로동신문": "rodongsinmun", "최룡해": "choeryonghae", "함흥": "hamhung",
    "개성": "kaesong", "남포": "nampho", "신의주": "sinuiju", "청진": "chongjin", "천리마": "chollima",
    "한라산": "hallasan", "백마산": "paengmasan", "닭섬": "taksom", "붉은바위": "pulgunbawi",
    "앉은바위": "anjunbawi", "찔레골": "jjilregol", "부산": "pusan", "꽃마을": "kkonmaul",
    "백두산": "paektusan", "칠보산": "chilbosan",
}  # fmt: skip
YALE = {
    "김정은": "kimcengun", "평양": "phyengyang", "부산": "pusan", "서울": "sewul", "한국": "hankwuk",
    "조선": "cosen", "독립문": "toklipmun", "신라": "sinla", "최룡해": "choylyonghay", "닭": "talk",
    "값": "kaps",
}  # fmt: skip
TABLES = {System.REVISED: REVISED, System.MCCUNE_REISCHAUER: MCCUNE, System.NORTH: NORTH, System.YALE: YALE}

# What a reader may meet, one text per comma.
MET = {
    "김정은": "Kim Jong Un, Kim Jeong-eun, Kim Chŏng-ŭn, Kim Chong-un, Gim Jeong-eun, Kim Ceng-un",
    "김 정은": "Kim Jong Un, Gim Jeongeun",
    "김정일": "Kim Jong Il, Kim Jeong-il, Kim Chŏng-il, Kim Jung-il",
    "김정숙": "Kim Jong Suk, Kim Jung-sook, Kim Jeong-suk, Kim Chŏng-suk",
    "김여정": "Kim Yo Jong, Kim Yo-jong, Kim Yeo-jeong, Kim Yŏ-jŏng",
    "최룡해": "Choe Ryong Hae, Choi Ryong-hae, Ch'oe Ryong-hae, Choe Yong-hae",
    "최용해": "Choe Ryong Hae, Choi Yong-hae",
    "리설주": "Ri Sol Ju, Ri Sol-ju, Lee Seol-ju, I Seolju, Yi Sŏlchu",
    "이설주": "Ri Sol Ju, Lee Sul-joo, Rhee Seol-ju, Li Sol-ju",
    "박봉주": "Pak Pong Ju, Park Bong-ju, Bak Bongju",
    "박근혜": "Park Geun-hye, Pak Kŭnhye, Bak Geunhye",
    "문재인": "Moon Jae-in, Mun Chae-in, Mun Jaein",
    "노무현": "Roh Moo-hyun, No Muhyeon, Noh Moo-hyun, Ro Mu Hyon",
    "로무현": "Roh Moo-hyun, No Muhyeon, Ro Mu Hyon",
    "이명박": "Lee Myung-bak, Yi Myŏngbak, I Myeongbak, Ri Myong Bak",
    "윤석열": "Yoon Suk-yeol, Yun Seok-yeol, Yoon Seok-youl, Yun Sok Ryol",
    "이승만": "Rhee Syngman, Yi Sŭngman, Lee Seung-man",
    "전두환": "Chun Doo-hwan, Jeon Duhwan, Chŏn Tuhwan",
    "정동영": "Chung Dong-young, Jeong Dongyeong",
    "조용원": "Jo Yong Won, Cho Yong-won",
    "강경화": "Kang Kyung-hwa, Gang Gyeonghwa",
    "한덕수": "Han Duck-soo, Han Deok-su",
    "임동원": "Lim Dong-won, Im Tongwŏn, Rim Tong Won",
    "림동원": "Lim Dong-won, Im Dongwon, Rim Tong Won",
    "유승민": "You Seung-min, Ryu Sung Min, Yoo Seung-min",
    "허정": "Huh Chung, Hur Jung, Heo Jeong, Ho Jong",
    "오세훈": "Oh Se-hoon, O Sehun",
    "안철수": "Ahn Cheol-soo, An Chol Su",
    "서욱": "Suh Wook, Seo Uk, So Uk",
    "백선엽": "Paik Sun-yup, Baek Seon-yeop, Paek Sŏnyŏp",
    "현송월": "Hyon Song Wol, Hyeon Song-wol",
    "황병서": "Hwang Pyong So, Hwang Byong-so, Hwang Byeongseo",
    "신희영": "Shin Hee-young, Sin Huiyeong, Sin Hŭiyŏng, Shin Hui-yong",
    "최선희": "Choe Son Hui, Choe Son-hui, Choi Sun-hee, Choe Seonhui",
    "정의용": "Chung Eui-yong, Jeong Uiyong",
    "권준호": "Kwon Joon-ho, Gwon Junho, Kwŏn Chunho",
    "김혜국": "Kim Hye Guk, Kim Hye-kook, Kim Hye-kuk",
    "김형철": "Kim Hyong Chol, Kim Hyung-chul, Gim Hyeongcheol",
    "박명호": "Pak Myong Ho, Park Myung-ho, Bak Myeongho",
    "양형섭": "Yang Hyong Sop, Ryang Hyong Sop",
    "여운형": "Lyuh Woon-hyung, Yeo Un-hyeong, Yŏ Unhyŏng, Ryo Un Hyong",
    "김정렬": "Kim Jeong-yeol, Kim Jong Ryol, Kim Jung-ryul",
    "남궁민수": "Namgung Min-su, Namkoong Min-soo, Namkung Minsu",
    "선우휘": "Sunwoo Hwi, Seonu Hwi, Sŏnu Hwi",
    "황보인": "Hwangbo In, Hwangpo In",
    "제갈량": "Jegal Ryang, Chegal Yang, Jegal Lyang",
    "독고준": "Dokgo Jun, Tokko Chun, Dokgo Joon",
    "사공일": "Sagong Il, SaKong Il",
    "평양": "Pyeongyang, Pyongyang, Phyongyang, Pyengyang, P'yŏngyang, Pʻyŏngyang, Phyengyang, Pyong-yang",
    "함흥": "Hamhung, Hamheung, Hamhŭng",
    "독립문": "Dongnimmun, Tongnimmun, Dokripmun, Toklipmun",
    "종로": "Jongno, Chongno, Jongro",
    "신문로": "Sinmunno, Sinmullo",
    "서울역": "Seoullyeok, Seouryeok",
    "압록강": "Amnokgang, Amrokgang, Amnok-kang, Aprokgang",
    "노동신문": "Rodong Sinmun, Nodong Sinmun",
    "로동신문": "Rodong Sinmun, Nodong Sinmun",
    "나선": "Rason, Naseon",
    "녕변": "Nyongbyon, Yongbyon, Yeongbyeon",
    "영변": "Nyongbyon, Yongbyon, Yeongbyeon",
    "전라북도": "Jeollabuk-do, Chŏllabuk-to, Jeonrabukdo",
    "백마": "Baengma, Paengma, Baekma",
    "조선민주주의인민공화국": "Joseon Minjujuui Inmin Gonghwaguk, Chosŏn Minjujuŭi Inmin Konghwaguk",
    "조선 KBS 방송": "Choson KBS Pangsong",
}  # fmt: skip

# And what is somebody or something else.
OTHERS = {
    "김정은": "Kim Jung-sook, Kim Jong Il, Kim Yo Jong, Kim Jong Suk, Kim Jong, Jong Un, Kim Jong Uns, Kim",
    "김정숙": "Kim Jong Un, Kim Jong Il, Kim Yo Jong, Kim Jong Su",
    "김정일": "Kim Jong Un, Kim Il Sung, Kim Yo Jong",
    "김여정": "Kim Jong Un, Kim Yong Nam, Yeo-jung Kim",
    "이란": "Iraq, Ireland, Israel, Lebanon, Iranian",
    "이명박": "Lee Nak-yon, Park Geun-hye",
    "박근혜": "Moon Jae-in, Park Chung-hee",
    "평양": "Pyongan, Pyongtaek, Hanyang, Pyongyangs",
    "부산": "Busa, Wonsan, Usan",
    "로동신문": "Minju Choson, Rodong",
    "남궁민수": "Nam Min-su, Namgung",
}


@pytest.mark.parametrize(
    ("system", "hangul", "latin"),
    [(s, h, latin) for s, table in TABLES.items() for h, latin in table.items()],
)
def test_published_values(system, hangul, latin):
    assert romanise(hangul, system) == latin


def pairs(table):
    return [(hangul, text.strip()) for hangul, texts in table.items() for text in texts.split(",")]


@pytest.mark.parametrize(("hangul", "text"), pairs(MET))
def test_spellings_met(hangul, text):
    assert key(text) in spellings(hangul)
    assert is_spelling(hangul, key(text))


@pytest.mark.parametrize(("hangul", "text"), pairs(OTHERS))
def test_other_names(hangul, text):
    assert key(text) not in spellings(hangul)
    assert not is_spelling(hangul, key(text))


SURNAMES = {
    "이": "Lee Yi Ri Rhee I Li", "박": "Park Pak Bak", "최": "Choi Choe Ch'oe", "김": "Kim Gim",
    "정": "Jung Chung Jeong Jong Chong", "조": "Cho Jo", "강": "Kang Gang", "노": "Roh Noh No Ro",
    "로": "Roh Noh No Ro", "임": "Lim Im Rim", "림": "Lim Im Rim", "유": "Yu Yoo Ryu Ryoo You",
    "류": "Yu Yoo Ryu Ryoo You", "오": "Oh O", "우": "Woo U", "신": "Shin Sin", "문": "Moon Mun",
    "윤": "Yoon Yun", "권": "Kwon Gwon", "허": "Heo Ho Hur Huh", "서": "Seo So Suh", "안": "Ahn An",
    "양": "Yang Ryang", "량": "Yang Ryang", "여": "Yeo Yo Ryo", "려": "Yeo Yo Ryo",
    "전": "Jeon Jun Chon Chun Jon", "황": "Hwang", "백": "Paek Baek Paik",
}  # fmt: skip
GIVEN = {
    "정": "jung jeong jong chung chong joung", "은": "eun un", "영": "young yong yeong", "수": "soo su",
    "우": "woo u", "희": "hee hui hi", "선": "sun seon son", "현": "hyun hyeon hyon",
    "성": "sung seong song", "경": "kyung gyeong kyong", "준": "jun joon chun", "철": "chul cheol chol",
    "숙": "sook suk", "훈": "hoon hun", "진": "jin chin", "주": "joo ju chu", "혜": "hye",
    "여": "yo yeo", "형": "hyung hyeong hyong", "호": "ho", "용": "yong ryong", "룡": "yong ryong",
    "국": "kook guk kuk", "의": "ui eui", "열": "yol yeol ryol", "렬": "yol yeol ryol", "련": "ryon yon",
    "연": "yon ryon",
}  # fmt: skip


@pytest.mark.parametrize("sign", SURNAMES)
def test_surnames(sign):
    for latin in SURNAMES[sign].split():
        assert is_spelling(sign + "민호", key(latin) + "minho"), latin


@pytest.mark.parametrize("sign", GIVEN)
def test_given_names(sign):
    for latin in GIVEN[sign].split():
        assert is_spelling("김민" + sign, "kimmin" + latin), latin
        assert is_spelling("김" + sign + "민", "kim" + latin + "min"), latin


def test_nothing_to_spell():
    for term in ("", " ", "Kim", "金正恩", "123"):
        assert spellings(term) == frozenset()
        assert not is_spelling(term, key(term))
    assert not is_spelling("김정은", "")


def test_key():
    for text in ("Kim Chŏng-ŭn", "Kim Cho\u030cng\u02bcu\u0306n", "KIM  CHONG'UN", "Kim\u00a0Chong\u2010un"):
        assert key(text) == "kimchongun"


def test_decomposed_hangul():
    assert romanise("\u1100\u1175\u11b7", System.REVISED) == "gim"
    assert is_spelling("\u1100\u1175\u11b7", "kim")


SIGNS = st.integers(0xAC00, 0xD7A3).map(chr)
COMMON = st.sampled_from("김이박최정은일룡해철영숙선렬열남궁독립신라로동백마압록강십리역견란같닭값읽좋많잃넋")
WORDS = st.text(COMMON | SIGNS, min_size=1, max_size=8)
TERMS = st.tuples(WORDS, st.sampled_from(["", " ", " KBS ", "3"]), WORDS).map("".join)


@given(st.text())
def test_key_is_stable(text):
    assert key(key(text)) == key(text)


@given(TERMS, st.sampled_from(System))
@settings(deadline=None)
def test_what_is_written_is_found(term, system):
    assert is_spelling(term, key(romanise(term, system)))


@given(WORDS, st.data())
@settings(deadline=None, max_examples=60)
def test_both_answers_agree(word, data):
    found = sorted(spellings(word))
    assert 0 < len(found) <= LIMIT
    assert all(text.isascii() and text.isalpha() and text.islower() for text in found)
    for text in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=30)):
        assert is_spelling(word, text)
        at = data.draw(st.integers(0, len(text)))
        letter = data.draw(st.sampled_from("aeghkno"))
        for changed in (text[:at] + text[at + 1 :], text[:at] + letter + text[at:]):
            assert is_spelling(word, changed) == (changed in spellings(word))


@given(WORDS, WORDS)
@settings(deadline=None, max_examples=60)
def test_another_word_agrees(word, other):
    text = key(romanise(other, System.REVISED))
    assert is_spelling(word, text) == (text in spellings(word))


def test_bounded():
    for word in ("정", "정경", "정경영", "정경영철", "남궁정경", "정경영철훈", "정" * 40, "읽값닭넋삶" * 5):
        assert 0 < len(spellings(word)) <= LIMIT
        assert is_spelling(word, key(romanise(word, System.MCCUNE_REISCHAUER)))
