"""Arguments as their frameworks read them; the checks of Weblate and pofilter that look at the same are named.

A row has the flag, the source, the target, the severity ("" if nothing is said), and what it stands for: the check of
Weblate (``wl:c_format``) or pofilter (``pf:printf``) and its case there, or the framework's manual.
"""

import pytest

from checker.model import Severity
from checker.placeholders import Sides, compare, frameworks

C, PY, BRACE, PHP, OBJC = "c-format", "python-format", "python-brace-format", "php-format", "objc-format"
JAVA, MESSAGE, NET, QT, RUBY = "java-printf-format", "java-format", "csharp-format", "qt-format", "ruby-format"
I18NEXT, VUE, ICU, KDE, SH = "i18next-interpolation", "vue-format", "icu-message-format", "kde-format", "sh-format"
PASCAL, PERL, ES = "object-pascal-format", "perl-brace-format", "es-format"

ROWS = [
    # C
    (C, "copied", "복사됨", "", "wl:c_format no_format"),
    (C, "Copied %s", "%s 복사됨", "", "wl:c_format format"),
    (C, "Copied %10s", "%10s 복사됨", "", "wl:c_format named_format"),
    (C, "Copied %s", "복사됨", "major", "wl:c_format missing_format; nothing breaks, msgfmt -c refuses it"),
    (C, "Copied %s", "%c 복사됨", "critical", "wl:c_format wrong_format"),
    (C, "Copied %10s", "%20s 복사됨", "", "wl:c_format wrong_named_format; a width may differ"),
    (C, "From %1$s to %2$s", "%2$s까지 %1$s부터", "", "wl:c_format reorder_format"),
    (C, "Depth: %6.3f", "깊이: %'6.3f", "", "wl:c_format locale_delimiter"),
    (C, "%ld bytes (%ld free)", "%l 바이트 (%l 비어 있음)", "critical", "wl:c_format ld_format"),
    (C, "(%.0lf%%)", "(%%%.0lf)", "", "wl:c_format parenthesis"),
    (C, "Sent %s", "%d 보냄", "critical", "pf:printf another type"),
    (C, "Size %#100.50hhd", "크기 %#100.50hhd", "", "pf:printf flags"),
    (C, "Size %#100s", "크기 %10s", "", "pf:printf another width; it may differ"),
    (C, "%dMB", "%d MB", "", "pf:printf a blank behind"),
    (C, "%s has %d", "%2$d개가 %1$s에", "", "pf:printf reordering"),
    (C, "%s has %d", "%1$d개가 %2$s에", "critical", "pf:printf numbers of other types"),
    (C, "%s, %f and %d", "%1$s, %3$d, %2$d", "critical", "pf:printf another type under a number"),
    (C, "%s, %f and %d", "%1$s, %3$d, %4$f", "critical", "pf:printf a number above all"),
    (C, "%s, %f and %d", "%2$s, %3$d, %2$f", "critical", "pf:printf a number twice"),
    (C, "remove %'d", "%'d개 제거", "", "pf:printf %'d"),
    (C, "remove %'d", "제거", "major", "pf:printf %'d left out"),
    (C, "remove %'d", "%d개 제거", "", "pf:printf %'d; a flag may differ"),
    (C, "%s: %s", "%s", "major", "the last of two left out"),
    (C, "%s: %d", "%d", "critical", "the first of two left out: the other one moves"),
    (C, "%1$s %2$s %3$s", "%1$s %3$s", "critical", "POSIX: all numbers up to the highest"),
    (C, "%s %s", "%1$s %s", "critical", "POSIX: all or none are numbered"),
    (C, "%zu files", "%zu개", "", "POSIX"),
    (C, "%zu files", "%d개", "critical", "POSIX: another size"),
    (C, "%lf", "%f", "", "POSIX: the same"),
    (C, "%*d", "%*d", "", "POSIX"),
    (C, "%*d", "%d", "major", "POSIX: the width is an argument"),
    (C, "'%s' for '%.*s'", "'%3$.*2$s' 때문에 '%1$s'", "", "POSIX: the precision has a number, too"),
    ("tcl-format", "%s %*i of %i", "%1$s %4$i 중 %2$*i", "", "Tcl: the width, then the value"),
    (C, "Copied %s", "% s 복사됨", "minor", "the blank is a flag"),
    (C, "failed: %m", "실패", "", "glibc: %m takes no argument"),
    (C, "100%% of %s", "%s의 100%", "critical", "a lone sign"),
    (C, "Saved", "%s 저장됨", "critical", "the file declares it, so it is formatted"),
    (C, "found %d file%s", "%d개 찾음", "", "the ending of an English plural"),
    # Objective-C
    (OBJC, "Hello %@", "안녕하세요 %@ 님", "", "wl:objc_format"),
    (OBJC, "%1$@ of %2$d", "%2$d 중 %1$@", "", "wl:objc_format"),
    (OBJC, "%1$.2f", "%1$.2f", "", "wl:objc_format"),
    (OBJC, "Hello %@", "안녕 %s", "critical", "wl:objc_format, pf:printf wrong specification"),
    (OBJC, "Total: %d", "합계: %@", "critical", "wl:objc_format"),
    (OBJC, "Lost %@", "잃음", "major", "wl:objc_format"),
    (OBJC, "Hello", "안녕 %@", "major", "wl:objc_format; no program formats the source"),
    (OBJC, "%@ and %@", "%1$@, %3$@", "critical", "pf:printf out of bounds"),
    (OBJC, "%@", "@%", "critical", "pf:printf typo"),
    (OBJC, "%#@files@ left", "%#@files@ 남음", "", "Apple: stringsdict"),
    (OBJC, "%#@files@ left", "%#@file@ 남음", "critical", "Apple: stringsdict"),
    (OBJC, "%lld", "%ld", "minor", "Apple: of the same size on all devices now"),
    (OBJC, "%lu", "%d", "minor", "Apple"),
    (OBJC, "50% off", "50% 할인", "", "a text that is not formatted"),
    # Python
    (PY, "Dear %(name)s", "%(name)s 님", "", "wl:python_format named_format"),
    (PY, "Dear %s", "%s 님", "", "wl:python_format format"),
    (PY, "%d % of all", "%d % 전체", "", "wl:python_format space_format; the source breaks already"),
    (PY, "%d%% of all", "전체의 %d%%", "", "wl:python_format percent_format"),
    (PY, "12%% of all", "전체의 12%", "critical", "wl:python_format percent_format"),
    (PY, "Keep 12%%.", "12 퍼센트만 지킵니다.", "", "wl:python_format percent_format"),
    (PY, "Dear %s", "손님", "critical", "wl:python_format missing_format: not all arguments converted"),
    (PY, "Dear %(name)s", "손님", "major", "wl:python_format missing_named_format; nothing breaks"),
    (PY, "Dear %s", "%c 님", "critical", "wl:python_format wrong_format"),
    (PY, "%s %d", "%d %s", "critical", "wl:python_format reordered_format"),
    (PY, "Dear %(name)s", "%(nome)s 님", "critical", "wl:python_format wrong_named_format: KeyError"),
    (PY, "%(a)s of %(b)s", "%(b)s의 %(a)s", "", "wl:python_format reordered_named_format"),
    (PY, "%(n)d of %(m)d (%(p)d%%)", "%(m)d 중 %(n)d (%%%(p)d)", "", "wl:python_format reordered_named_format_long"),
    (PY, "%(a)s and %(b)s", "%(a)s, %(b)s, %(a)s", "", "wl:python_format duplicated_format; twice is harmless"),
    (PY, "%(n)s files", "%(n)개", "critical", "Python: the type is missing"),
    (PY, "%(n)d files", "%(n)s개", "minor", "Python: any value can be written"),
    (PY, "%(n)s files", "%(n)d개", "critical", "Python: a text is no number"),
    (PY, "%% of all", "전체의 % %", "", "Python: flags may stand before a doubled sign"),
    (PY, "100% done", "100% 완료", "", "a text that is not formatted"),
    (BRACE, "{} of {}", "{} 중 {}", "", "wl:python_brace_format position_format, pf:pythonbraceformat"),
    (BRACE, "{} left", "{} 남음 {}", "critical", "wl:python_brace_format wrong_position_format"),
    (BRACE, "{a} and {b}", "{b}, {a}", "", "wl:python_brace_format named_format"),
    (BRACE, "{} left", "남음", "major", "wl:python_brace_format missing_format; nothing breaks"),
    (BRACE, "{a} left", "{b} 남음", "critical", "wl:python_brace_format wrong_format: KeyError"),
    (BRACE, "{{ left }}", "남음", "", "wl:python_brace_format escaping"),
    (BRACE, "{a.b} left", "{a.b} 남음", "", "wl:python_brace_format attribute_format"),
    (BRACE, "{a.b} left", "{a.c} 남음", "critical", "wl:python_brace_format wrong_attribute_format"),
    (BRACE, "{a} left", "{a}} 남음", "critical", "wl:python_brace_format extra_close_bracket"),
    (BRACE, "{a} left", "{ {a} 남음", "critical", "wl:python_brace_format extra_open_bracket"),
    (BRACE, "{{ {{ {a} }}", "{{ {{ {a} }}", "", "wl:python_brace_format escape_bracket"),
    (BRACE, "{1} {0}", "{0} {1}", "", "pf:pythonbraceformat"),
    (BRACE, "{0}", "{}", "", "pf:pythonbraceformat; the same value"),
    (BRACE, "{}", "{1}", "critical", "pf:pythonbraceformat: IndexError"),
    (BRACE, "{0} {}", "{1}", "major", "pf:pythonbraceformat; the source breaks already"),
    (BRACE, "{} {}", "{0} {}", "critical", "Python: numbers and none cannot be mixed"),
    (BRACE, "{n!r:>{w}}", "{n!r:<{w}}", "", "Python: a specification may differ"),
    ("c++-format", "{} of {}", "{1} 중 {0}", "", "C++20"),
    ("c++-format", "{} of {}", "{} 중 {2}", "critical", "C++20"),
    # PHP
    (PHP, "From %1$s to %2$s", "%2$s까지 %1$s부터", "", "wl:php_format reorder_format"),
    (PHP, "Dear %s", "손님", "major", "wl:php_format missing_format; nothing breaks"),
    (PHP, "Dear %s", "%c 님", "major", "wl:php_format wrong_format; it is converted"),
    (PHP, "Dear %s", "%s %s 님", "critical", "wl:php_format double_format: ArgumentCountError"),
    (PHP, "%s%% (0.1%%)", "%s%% (0.1%x)", "critical", "wl:php_format wrong_percent_format"),
    (PHP, "%s%% %%", "%s%% 퍼센트", "", "wl:php_format missing_percent_format"),
    (PHP, "%1$s left", "%s 남음", "", "wl:php_format wrong_named_format; the same value"),
    # Java and Android
    (JAVA, "%% or %%", "없음", "minor", "wl:java_printf_format escaping; a per cent sign is lost"),
    (JAVA, "failed", "%%s 실패", "", "wl:java_printf_format escaping_translation"),
    (JAVA, "%1$tH hours", "%1$tH시", "", "wl:java_printf_format time_format"),
    (JAVA, "Dear %s", "%s %s 님", "critical", "wl:java_printf_format wrong_position_format"),
    (JAVA, "%1s and %2s", "%1s, %2s", "", "wl:java_printf_format named_format"),
    (JAVA, "%1$05d left", "남음", "major", "wl:java_printf_format missing_named_format; nothing breaks"),
    (JAVA, "Dear %s", "%d 님", "critical", "wl:java_printf_format wrong_format"),
    (JAVA, "%1s and %2d", "%2d, %1s", "critical", "wl:java_printf_format reordered_format"),
    (JAVA, "Dear %1$s", "%2$s 님", "critical", "Java: MissingFormatArgument"),
    (JAVA, "%d left", "%s 남음", "minor", "Java: any value can be written"),
    (JAVA, "50% off", "50% 할인", "", "Android: a text that is not formatted"),
    (JAVA, "%1$d of 100%%", "100% 중 %1$d", "critical", "Android: UnknownFormatConversion"),
    (JAVA, "%1$s and %2$s", "%2$s, %1$s", "", "Android"),
    (JAVA, "%1$s left", "%1s 남음", "", "Android: the first argument still"),
    (JAVA, "%1$s left", "%1$ s 남음", "critical", "Android: a blank in an argument"),
    (MESSAGE, "{0} left", "{0} 남음", "", "wl:java_format simple_format"),
    (MESSAGE, "{0,number,#.##} left", "{0} 남음", "", "Java: a format may differ"),
    (MESSAGE, "{0} left", "남음", "major", "wl:java_format missing_format; nothing breaks"),
    (MESSAGE, "{0} left", "{1} 남음", "major", "wl:java_format wrong_format; it is shown as it is"),
    (MESSAGE, "{0} of {1}", "{1} 중 {0}", "", "wl:java_format reordered_format"),
    (MESSAGE, "{0} of {1}", "'{1}' 중 '{0}'", "critical", "wl:java_format quotes; it passes them"),
    (MESSAGE, "{0} of {1}", "'{1}' 중 '{0}", "critical", "wl:java_format quotes"),
    (MESSAGE, "{0}''s brush", "{0}'s brush", "minor", "wl:java_format description"),
    (MESSAGE, "Don''t open {0}", "N'ouvrez pas {0}", "critical", "Java: a lone apostrophe quotes the rest"),
    (MESSAGE, "Don''t open {0}", "N''ouvrez pas {0}", "", "Java"),
    (MESSAGE, "open {0}", "열기 {0", "critical", "Java: unmatched braces"),
    (MESSAGE, "open {0}", "열기 {이름}", "critical", "Java: can't parse argument number"),
    (MESSAGE, "{0,choice,0#none|1#one|1<{0} of {1}}", "{0,choice,0#없음|1<{1}의 {0}}", "", "Java: ChoiceFormat"),
    (MESSAGE, "no {1}'{'", "'{' 없음 {1}", "", "Java: quoted braces"),
    # .NET
    (NET, "{0} left", "{0} 남음", "", "wl:c_sharp_format simple_format"),
    (NET, "{0,1} left", "{0,1} 남음", "", "wl:c_sharp_format format_with_width"),
    (NET, "{0:C2} left", "{0:N2} 남음", "", "wl:c_sharp_format format_with_flag; it may differ"),
    (NET, "{0,-10:N0} left", "{0} 남음", "", "wl:c_sharp_format full_format"),
    (NET, "{0:C1} left", "남음", "major", "wl:c_sharp_format missing_flag_format"),
    (NET, "{0} left", "{1} 남음", "critical", "wl:c_sharp_format wrong_format"),
    (NET, "{{ left }}", "남음", "", "wl:c_sharp_format escaping_no_position"),
    (NET, "{0} of {1}", "{1} 중 {0}", "", "wl:c_sharp_format reordered_format"),
    (NET, "{1} left", "{0} 남음", "major", ".NET: below the highest index"),
    (NET, "{0} left", "{0 남음", "critical", ".NET: FormatException"),
    (NET, "Queue{0}", "대기열", "major", ".NET: no ending of a plural"),
    (NET, "Use {name} here", "{name}을(를) 쓰세요", "", "another framework's argument"),
    (NET, "Use {name} here", "{nome}을(를) 쓰세요", "major", "another framework's argument"),
    # Qt and KDE
    (QT, "%1 left", "%1 남음", "", "wl:qt_format simple_format"),
    (QT, "%1 left", "남음", "major", "wl:qt_format missing_format"),
    (QT, "%1 left", "%2 남음", "major", "wl:qt_format wrong_format"),
    (QT, "%1 of %2", "%2 중 %1", "", "wl:qt_format reordered_format"),
    (QT, "%1 or %1", "%1 또는 %1", "", "wl:qt_format reused_format"),
    (QT, "%n file(s)", "파일 %n개", "", "wl:qt_plural_format plural_format"),
    (QT, "%Ln file(s)", "파일 %n개", "", "wl:qt_plural_format plural_localized_format; the same number"),
    (QT, "%n file(s)", "파일", "major", "wl:qt_plural_format missing_format"),
    (QT, "Saved as %1.", "%1(으)로 저장했습니다.", "", "Qt: the end of a sentence"),
    (QT, "in %1s", "%1초 안에", "", "Qt: a letter behind"),
    (QT, "%1%2", "%2%1", "", "Qt"),
    (QT, "%10 of %1", "%1 중 %10", "", "Qt: up to %99"),
    (QT, "%1%", "%1퍼센트", "", "Qt: the sign stands for itself"),
    (QT, "%L1 of %2", "L1 중 %2", "major", "Qt"),
    (QT, "100%", "100퍼센트", "", "Qt"),
    (QT, "%1 song%2", "%1곡", "", "the ending of an English plural"),
    (QT, "see https://a.org/%E6%AD%A3", "https://a.org/ko/%E8%A1%A8 참조", "", "Qt: a link"),
    (QT, "Expo {}", "노출", "", "Qt: braces alone"),
    (KDE, "<link url='%1'>%2</link>", "<link url='%1'>%2</link> 열기", "", "KDE: KUIT"),
    (KDE, "Open %1", "열기", "major", "KDE: shown as a fault"),
    # Ruby
    (RUBY, "Dear %{name}", "%{name} 님", "", "wl:ruby_format named_template"),
    (RUBY, "Dear %{name}", "손님", "minor", "wl:ruby_format missing_named_template_format"),
    (RUBY, "Dear %{name}", "{name} 님", "major", "Rails: part of an argument"),
    (RUBY, "%b %d", "%m월%d일", "", "Rails: dates"),
    (RUBY, "Dear %{name}", "%{nome} 님", "critical", "wl:ruby_format wrong_named_template_format: KeyError"),
    (RUBY, "%<name>s left", "%<nome>s 남음", "critical", "wl:ruby_format wrong_named_format"),
    (RUBY, "%+08.2<foo>f left", "%+08.2<foo>f 남음", "", "wl:ruby_format formatting_named_format"),
    (RUBY, "%8.8{foo} left", "%8.8{foo} 남음", "", "wl:ruby_format formatting_named_template_format"),
    (RUBY, "%{n} of %{m} (%{p}%%)", "%{m} 중 %{n} (%%%{p})", "", "wl:ruby_format reordered_named_template_format_long"),
    (RUBY, "Sent %s", "%c 보냄", "critical", "wl:ruby_format wrong_format"),
    (RUBY, "%{n}% done", "%{n}% 완료", "", "Rails: the sign stands for itself"),
    (RUBY, "%b %d, %Y", "%Y년 %m월 %d일", "", "Rails: dates"),
    (RUBY, "%{attribute} is empty", "비어 있습니다", "", "Rails: given to all messages of errors"),
    # JavaScript
    (I18NEXT, "{{foo}} left", "{{foo}} 남음", "", "wl:i18next_interpolation format"),
    (I18NEXT, "{{ foo }} left", "{{foo}} 남음", "", "wl:i18next_interpolation format"),
    (I18NEXT, "$t( bar ) left", "$t(bar) 남음", "", "wl:i18next_interpolation nesting"),
    (I18NEXT, "{{foo}} left", "남음", "major", "wl:i18next_interpolation missing_format"),
    (I18NEXT, "$t(bar) left", "남음", "major", "wl:i18next_interpolation missing_nesting"),
    (I18NEXT, "{{foo}} left", "{{bar}} 남음", "major", "wl:i18next_interpolation wrong_format"),
    (I18NEXT, "{{- foo}} left", "{{foo}} 남음", "", "i18next: unescaped or not"),
    (I18NEXT, "{{n, number}} left", "{{n}} 남음", "", "i18next: a format may differ"),
    (I18NEXT, "{{foo}} left", "{foo} 남음", "major", "i18next"),
    (VUE, "%{foo} left", "%{foo} 남음", "", "wl:vue_format format"),
    (VUE, "@.lower:message.home left", "@.lower:message.home 남음", "", "wl:vue_format format"),
    (VUE, "@:(message.home) left", "@:(message.home) 남음", "", "wl:vue_format format"),
    (VUE, "@:message.home left", "남음", "major", "wl:vue_format missing_format"),
    (VUE, "{foo} left", "{bar} 남음", "major", "wl:vue_format wrong_format"),
    (ES, "${ foo } left", "${foo} 남음", "", "wl:es_format format"),
    (ES, "${foo} left", "${bar} 남음", "major", "wl:es_format wrong_format"),
    ("percent-placeholders", "%foo% left", "%bar% 남음", "major", "wl:percent_placeholders wrong_format"),
    ("automattic-components-format", "{{foo}} left {{/foo}}", "{{foo}} 남음 {{/bar}}", "major",
     "wl:automattic_components_format wrong_format"),
    # others
    (PASCAL, "%-9s left", "%-9s 남음", "", "wl:object_pascal_format width_format"),
    (PASCAL, "Sent %s", "%d 보냄", "critical", "wl:object_pascal_format wrong_format"),
    (PASCAL, "%1:s of %2:d", "%2:d 중 %1:s", "", "wl:object_pascal_format reorder_format"),
    (PASCAL, "%6.2f%% left", "%6.2f%% 남음", "", "wl:object_pascal_format percent_format"),
    (PERL, "{x} left", "{y} 남음", "major", "wl:perl_brace_format wrong_format"),
    ("perl-format", "Sent %s", "보냄", "major", "wl:perl_format"),
    ("lua-format", "Sent %s", "%s 보냄", "", "wl:lua_format"),
    (SH, "Open $name or ${file}", "${name} 또는 $file 열기", "", "envsubst, pf:variables"),
    (SH, "Open $name", "$nome 열기", "major", "pf:variables"),
    ("boost-format", "%1% of %2%", "%2% 중 %1%", "", "pf:printf boost"),
    (ICU, "Dear {name}", "{nome} 님", "critical", "ICU: formatters raise"),
    (ICU, "Dear {name}", "손님", "major", "ICU"),
    (ICU, "Dear {name}", "{name 님", "critical", "ICU: the message cannot be read"),
    (ICU, "It's {name}", "'{name}'입니다", "minor", "ICU quotes, Flutter does not unless told"),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "source", "target", "severity", "what"), ROWS)
def test_frameworks(flag, source, target, severity, what):
    found = compare(Sides(source, target, frozenset((flag,)), ("en", "ko"), ("other",)))
    told = [str(problem.severity) for problem in found if problem.severity is not Severity.NEUTRAL]
    assert told == ([severity] if severity else []), (what, found)


def test_every_flag_is_read_by_one_framework():
    modules = [module for flag in frameworks.known() for module in frameworks.of((flag,))]
    assert len(modules) == len(frameworks.known())


# Texts whose framework nobody names.
GUESSED = [
    ("%s: %s", "%s: %s", ""),
    ("%k:%M", "%H시 %M분", ""),
    ("%e %b", "%b %e일", ""),
    ("%Y-%m-%d", "%Y년 %m월 % d일", "major"),
    ("%H:%M", "시각", ""),
    ("Copying %'d files to “%B”", "파일 % 'd개를 “%B”에 복사", "major"),
    ("Copying %'d files to “%B”", "파일 %'d개를 “%B”에 복사", ""),
    ("in %1s", "%1초 안에", ""),
    ("Saved as %1.", "%1(으)로 저장", ""),
    ("%1 of %2", "%2", "major"),
    ("%foo% of %bar%", "%bar% 중 %foo%", ""),
    ("%foo% of %bar%", "%bar%", "major"),
    ("%count% files", "%d개", "major"),
    ("It''s {0}", "l'{0}", "critical"),
    ("It''s {0}", "l''{0}", ""),
    ("About $NAME$", "$NAME$ 정보", ""),
    ("About $NAME$", "$이름$ 정보", "minor"),  # pf:variables
    ("About $NAME$", "정보", "minor"),
    ("$5 and $6", "5달러와 6달러", ""),
    ("@{time} is a day", "@{시각}은 하루", ""),
    ("Removes {} from words", "낱말의 괄호를 뺌", ""),
    ("Started by {1}", "#{1}이(가) 시작", ""),
    ("Search", "https://a.org/?q=%s", ""),
    ("usage: x { help }", "사용법: x { 도움말 }", ""),
    ("https://a.org/%E3%81%82", "https://a.org/%EC%82%AC", ""),
    ("50% off", "50% 할인", ""),
    ("%d%% of %d", "%d 중 %d%", "critical"),
]


@pytest.mark.parametrize(("source", "target", "severity"), GUESSED)
def test_texts_without_a_framework(source, target, severity):
    found = compare(Sides(source, target, codes=("en", "ko")))
    assert [str(problem.severity) for problem in found if problem.reason == "argument"] == (
        [severity] if severity else []
    )


FIXES = [
    (PY, "%(n)s files", "%(n)개", "%(n)s개"),
    (PY, "Dear %(name)s", "%(nome)s 님", "%(name)s 님"),
    (C, "%d%% of %s", "%d% %s", "%d%% %s"),
    (C, "Copied %s", "% s 복사됨", "%s 복사됨"),
    (NET, "{0} left", "{1} 남음", "{0} 남음"),
    (MESSAGE, "Don''t open {0}", "N'ouvrez pas {0}", "N''ouvrez pas {0}"),
]


@pytest.mark.parametrize(("flag", "source", "target", "mended"), FIXES)
def test_fixes(flag, source, target, mended):
    (problem,) = compare(Sides(source, target, frozenset((flag,))))
    (span,) = problem.target
    assert target[: span.start] + problem.fix + target[span.end :] == mended
    assert compare(Sides(source, mended, frozenset((flag,)))) == []


def test_variables_of_a_string_catalog_go_by_their_names():
    flags = frozenset(["objc-format"])
    assert compare(Sides("%#@songs@ of %#@albums@", "%#@albums@ 중 %#@songs@", flags)) == []
    (problem,) = compare(Sides("%#@songs@ of %#@albums@", "%#@songs@", flags))
    assert problem.expected == ("%#@albums@",)
