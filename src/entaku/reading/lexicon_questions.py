"""How questions look, in both languages. Version 1."""

from __future__ import annotations

import re
from typing import Final

WATCH: Final = re.compile(
    r"注目|焦点|見どころ|今後の|what to watch|watch for|questions? to|looking ahead", re.IGNORECASE
)
ASKED: Final = re.compile(r"(?:[?？]|(?:だろう|でしょう|のだろう|あろう)?か。)[」』”\"]?\s*$")
QUOTED: Final = re.compile(r"^[「『“\"].*[」』”\"][。.]?$", re.DOTALL)
INDIRECT: Final = re.compile(
    r"かどうか(?:だ|である|が焦点|に注目|が問われ)|焦点は[^。]*か|という問いは残る|"
    r"\b(?:it )?remains to be seen (?:whether|if|how)|\bthe question (?:is|remains) (?:whether|how|if)|\bopen (?:is )?whether",
    re.IGNORECASE,
)
CHOICE: Final = re.compile(
    r"それとも|あるいは[^。]*か|か、[^。]{1,60}か[?？。]|, or\b|\bor (?:say|will|only)\b", re.IGNORECASE
)
OPEN: Final = re.compile(
    r"どの(?:よう|程度|国)|いつ|誰|何[がをに]|なぜ|いかに|どこ|どんな|\b(?:how|who|what|when|where|which|why|whose)\b|^in what\b",
    re.IGNORECASE,
)
HORIZON: Final = re.compile(
    r"までに|前に|より先に|以内|本日|今日|今夜|明日|今週|来週|\d+月|[一二三四五六七八九十]+日|\b(?:before|by|until|within|today|tonight|this week|next week)\b",
    re.IGNORECASE,
)
THRESHOLD: Final = re.compile(
    r"迫|圧力|反発|変化|強|弱|影響|どの(?:程度|よう)|いかに|\b(?:press|pressed|pressure|change|object|react|resist|push)",
    re.IGNORECASE,
)
