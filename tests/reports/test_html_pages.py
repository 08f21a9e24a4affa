"""Pages as saved from a site."""

from kg.model import Role
from kg.reports import read_report
from kg.reports.html import is_html

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="安平县人民政府"><meta name="ArticleTitle" content="石桥镇2024年法治政府建设情况报告">
<meta name="PubDate" content="2025-01-14 10:08"><link rel="canonical" href="https://example.gov.cn/a.html">
<title>石桥镇2024年法治政府建设情况报告 - 安平县人民政府门户网站</title>
<script>var t = "<p>推行积分制，人人参与。</p>";</script><style>p{text-indent:2em}</style></head><body>
<ul class="nav"><li><a href="#">新闻中心</a></li><li><a href="#">政务公开</a></li></ul>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="#">政务公开</a> &gt; 石桥镇</div>
<div class="side"><ul><li>河口镇</li><li>南山镇</li></ul></div>
<div class="article">
<table><tr><td>发文单位：石桥镇人民政府</td><td>成文日期：2025年01月09日</td></tr>
<tr><th>发文字号</th><td>石政报〔2025〕2号</td></tr></table>
<h1>石桥镇2024年法治政府建设情况报告</h1>
<div class="info">2025-01-14&nbsp;&nbsp;来源：石桥镇&nbsp;&nbsp;【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div id="zoom"><p>2024年，我镇坚持&ldquo;依法行政&rdquo;，参学干部2&thinsp;140人次，<em>一村一法律顾问</em>全部到位。</p>
<p><strong>一、工作开展情况</strong></p>
<p><strong>（一）规范<span>执法</span>。</strong>全年办案&#51;件，<br>数据如下表：</p>
<table border="1"><tr><th>项目</th><th>单位</th><th>2024年</th></tr><tr><td><p>受理纠纷</p></td><td>宗</td><td>229</td></tr></table>
<p>二、存在的问题</p><p>1.力量薄弱，人手不足。</p>
<p style="text-align:right">石桥镇人民政府</p><p>2025年1月9日</p></div>
<div class="prevnext"><p>上一篇：河口镇推行红黑榜，助力基层治理，成效明显。</p></div></div>
<div class="footer"><p>主办：安平县人民政府办公室　浙ICP备00000000号</p></div></body></html>"""


def test_main_text_without_the_page() -> None:
    report = read_report(PAGE.encode(), "a.html")
    assert report.media_type == "text/html"
    assert report.text == (
        "石桥镇2024年法治政府建设情况报告\n"
        "2024年，我镇坚持“依法行政”，参学干部2140人次，一村一法律顾问全部到位。\n"
        "一、工作开展情况\n（一）规范执法。全年办案3件，数据如下表：\n"
        "项目\t单位\t2024年\n受理纠纷\t宗\t229\n"
        "二、存在的问题\n1.力量薄弱，人手不足。\n石桥镇人民政府\n2025年1月9日"
    )
    assert [s.role for s in report.sections if s.level == 1] == [
        Role.TITLE, Role.INTRO, Role.MEASURES, Role.PROBLEMS, Role.SIGNATURE,
    ]  # fmt: skip
    (table,) = report.tables
    assert len(table.rows) == 2


def test_what_the_page_says_is_kept() -> None:
    meta = read_report(PAGE.encode(), "a.html").metadata
    assert (meta.title, meta.site) == ("石桥镇2024年法治政府建设情况报告", "安平县人民政府")
    assert (meta.published, meta.publisher, meta.document_date) == (
        "2025-01-14 10:08",
        "石桥镇人民政府",
        "2025年01月09日",
    )
    assert meta.document_number == "石政报〔2025〕2号"
    assert meta.url == "https://example.gov.cn/a.html"
    assert meta.breadcrumb == ("首页", "政务公开", "石桥镇")
    assert meta.other == ("主办：安平县人民政府办公室 浙ICP备00000000号",)


def test_each_sentence_maps_back_into_the_source() -> None:
    report = read_report(PAGE.encode(), "a.html")
    offsets = dict(zip(report.offsets.clean, report.offsets.original, strict=True))
    start = report.text.index("二、存在的问题")
    assert PAGE[offsets[start] :].startswith("二、存在的问题</p>")


def test_gb18030_page_and_broken_markup() -> None:
    page = PAGE.replace("utf-8", "gb2312").replace("</p>", "").replace("</div>", "")
    report = read_report(page.encode("gb18030"), "a.htm")
    assert report.encoding == "GB18030"
    assert "（一）规范执法。" in report.text
    assert [s.marker for s in report.sections if s.marker] == ["一、", "（一）", "二、", "1."]


def test_text_that_talks_of_tags_is_no_page() -> None:
    assert not is_html("石桥镇报告：网页改版，<a>与<b>标签清理完毕。")
    assert is_html("<div><p>石桥镇报告</p></div>")


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    body = PAGE.split("<body>")[1].split("</body>")[0]
    report = read_report(f"<html><body><form id='aspnetForm'>{body}</form></body></html>".encode(), "a.aspx")
    assert "（一）规范执法。全年办案3件，数据如下表：" in report.text
    assert "河口镇" not in report.text
