"""A glossary, and the same two units in each format that editors open; the first has a forbidden rendering."""

NAMES = (
    "id,category,source,target,admitted,forbidden,note\n"
    "river,place,한강,Han River,Hangang,Han Stream,the one in Seoul\n"
    "key,object,비밀번호,R&D key,key,,\n"
)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
# 😀 is two units of UTF-16; the target of the first stands behind escapes.
FILES = {
    "po": HEADER
    + 'msgid "😀 \\"한강\\"이 흐른다."\nmsgstr ""\n"😀 The \\"Han "\n"Stream\\" flows."\n\n'
    + 'msgid "비밀번호"\nmsgstr "R&D key"\n',
    "xlf": '<xliff version="1.2"><file original="a" source-language="ko" target-language="en" datatype="x"><body>\n'
    '<trans-unit id="Han Stream">\n<source>😀 "한강"이 흐른다.</source>\n'
    '<target state="translated">😀 The &quot;Han Stream&quot; flows.</target>\n</trans-unit>\n'
    '<trans-unit id="2">\n<source>비밀번호</source>\n<target>R&amp;D key</target>\n</trans-unit>\n'
    "</body></file></xliff>\n",
    "tsv": 'source\ttarget\tnote\n😀 "한강"이 흐른다.\t😀 The "Han Stream" flows.\tHan Stream\n비밀번호\tR&D key\t\n',
    "csv": 'source,target\n"😀 ""한강""이 흐른다.","😀 The ""Han Stream"" flows."\n비밀번호,R&D key\n',
    "jsonl": '{"target": "😀 The \\"Han\\u0020Stream\\" flows.", "source": "😀 \\"한강\\"이 흐른다."}\n'
    '{"source": "비밀번호", "target": "R&D key"}\n',
    "ts": '<TS version="2.1" sourcelanguage="ko" language="en"><context><name>Map</name>\n'
    "<message>\n<source>😀 &quot;한강&quot;이 흐른다.</source>\n"
    "<translation>😀 The &quot;Han Stream&quot; flows.</translation>\n</message>\n"
    "<message>\n<source>비밀번호</source>\n<translation>R&amp;D key</translation>\n</message>\n</context></TS>\n",
    "tmx": '<tmx version="1.4"><header srclang="ko"/><body>\n'
    '<tu>\n<tuv xml:lang="ko"><seg>😀 "한강"이 흐른다.</seg></tuv>\n'
    '<tuv xml:lang="en"><seg>😀 The "Han Stream" flows.</seg></tuv>\n</tu>\n'
    '<tu>\n<tuv xml:lang="ko"><seg>비밀번호</seg></tuv>\n<tuv xml:lang="en"><seg>R&amp;D key</seg></tuv>\n</tu>\n'
    "</body></tmx>\n",
}
