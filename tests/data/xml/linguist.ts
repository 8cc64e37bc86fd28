<?xml version="1.0" encoding="EUC-KR"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>Window</name>
    <message>
        <source>Open &amp;file</source>
        <translation>파일 열기(&amp;O)&#x2026;</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <comment>status bar</comment>
        <translation type="unfinished"><numerusform>파일 %n개</numerusform></translation>
    </message>
    <message><source>Gone</source><translation type="vanished">사라짐</translation></message>
    <message><source>New</source></message>
</context>
</TS>
