"""States, blocs and bodies that texts on negotiations name, in both languages, with what else stands for them.

One line each: id, kind, English names, Japanese names, places that stand for the government (capitals, palaces,
ministries), adjectives, and the one sign that Japanese headlines shorten the name to. Exonyms are listed as pairs,
because no measure of likeness finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

TableKind = Literal["state", "bloc", "organisation", "faction"]
_KINDS: Final[dict[str, TableKind]] = {"s": "state", "b": "bloc", "o": "organisation", "f": "faction"}
_SHORTENED: Final = (
    "政府",
    "当局者",
    "当局",
    "側",
    "軍",
    "大統領",
    "首相",
    "外相",
    "特使",
    "国務長官",
    "代表団",
)
"""What a one-sign name of a state must be followed by to count: 米 alone is rice."""

_LINES: Final = """
US|s|United States,US,U.S.,America|米国,アメリカ|Washington,White House,ワシントン,ホワイトハウス,国防総省|American|米
RU|s|Russia,Russian Federation|ロシア|Moscow,Kremlin,モスクワ,クレムリン|Russian|露
UA|s|Ukraine|ウクライナ|Kyiv,Kiev,キーウ,キエフ|Ukrainian|
CN|s|China|中国|Beijing,北京|Chinese|
JP|s|Japan|日本|Tokyo,東京|Japanese|
KR|s|South Korea|韓国|Seoul,ソウル|South Korean|韓
KP|s|North Korea|北朝鮮|Pyongyang,平壌,ピョンヤン|North Korean|
GB|s|United Kingdom,UK,Britain|英国,イギリス|London,Downing Street,ロンドン|British|英
FR|s|France|フランス|Paris,Élysée,パリ,エリゼ宮|French|仏
DE|s|Germany|ドイツ|Berlin,ベルリン|German|独
IT|s|Italy|イタリア|Rome,ローマ|Italian|伊
ES|s|Spain|スペイン|Madrid,マドリード|Spanish|
PL|s|Poland|ポーランド|Warsaw,ワルシャワ|Polish|
HU|s|Hungary|ハンガリー|Budapest,ブダペスト|Hungarian|
FI|s|Finland|フィンランド|Helsinki,ヘルシンキ|Finnish|
SE|s|Sweden|スウェーデン|Stockholm,ストックホルム|Swedish|
NO|s|Norway|ノルウェー|Oslo,オスロ|Norwegian|
CH|s|Switzerland|スイス|Bern,ベルン|Swiss|
AT|s|Austria|オーストリア|Vienna,ウィーン|Austrian|
GR|s|Greece|ギリシャ|Athens,アテネ|Greek|
CY|s|Cyprus|キプロス|Nicosia,ニコシア|Cypriot|
TR|s|Turkey,Türkiye|トルコ|Ankara,アンカラ|Turkish|
BY|s|Belarus|ベラルーシ|Minsk,ミンスク|Belarusian|
MD|s|Moldova|モルドバ|Chisinau,キシナウ|Moldovan|
GE|s|Georgia|ジョージア|Tbilisi,トビリシ|Georgian|
AM|s|Armenia|アルメニア|Yerevan,エレバン|Armenian|
AZ|s|Azerbaijan|アゼルバイジャン|Baku,バクー|Azerbaijani|
RS|s|Serbia|セルビア|Belgrade,ベオグラード|Serbian|
XK|s|Kosovo|コソボ|Pristina,プリシュティナ|Kosovar|
BA|s|Bosnia|ボスニア|Sarajevo,サラエボ|Bosnian|
IL|s|Israel|イスラエル|Jerusalem,Tel Aviv,エルサレム,テルアビブ|Israeli|
PS|s|Palestine,Palestinian Authority|パレスチナ,パレスチナ自治政府|Ramallah,ラマラ|Palestinian|
EG|s|Egypt|エジプト|Cairo,カイロ|Egyptian|
JO|s|Jordan|ヨルダン|Amman,アンマン|Jordanian|
LB|s|Lebanon|レバノン|Beirut,ベイルート|Lebanese|
SY|s|Syria|シリア|Damascus,ダマスカス|Syrian|
IQ|s|Iraq|イラク|Baghdad,バグダッド|Iraqi|
IR|s|Iran|イラン|Tehran,テヘラン|Iranian|
SA|s|Saudi Arabia|サウジアラビア,サウジ|Riyadh,リヤド|Saudi|
QA|s|Qatar|カタール|Doha,ドーハ|Qatari|
AE|s|United Arab Emirates,UAE|アラブ首長国連邦,UAE|Abu Dhabi,アブダビ|Emirati|
OM|s|Oman|オマーン|Muscat,マスカット|Omani|
YE|s|Yemen|イエメン|Sanaa,Sana'a,サヌア|Yemeni|
LY|s|Libya|リビア|Tripoli,トリポリ|Libyan|
SD|s|Sudan|スーダン|Khartoum,ハルツーム|Sudanese|
SS|s|South Sudan|南スーダン|Juba,ジュバ|South Sudanese|
ET|s|Ethiopia|エチオピア|Addis Ababa,アディスアベバ|Ethiopian|
ER|s|Eritrea|エリトリア|Asmara,アスマラ|Eritrean|
SO|s|Somalia|ソマリア|Mogadishu,モガディシオ|Somali|
KE|s|Kenya|ケニア|Nairobi,ナイロビ|Kenyan|
RW|s|Rwanda|ルワンダ|Kigali,キガリ|Rwandan|
CD|s|Democratic Republic of Congo,DR Congo,DRC|コンゴ民主共和国|Kinshasa,キンシャサ|Congolese|
NG|s|Nigeria|ナイジェリア|Abuja,アブジャ|Nigerian|
ZA|s|South Africa|南アフリカ|Pretoria,プレトリア|South African|
ML|s|Mali|マリ|Bamako,バマコ|Malian|
IN|s|India|インド|New Delhi,Delhi,ニューデリー|Indian|
PK|s|Pakistan|パキスタン|Islamabad,イスラマバード|Pakistani|
AF|s|Afghanistan|アフガニスタン|Kabul,カブール|Afghan|
MM|s|Myanmar,Burma|ミャンマー|Naypyidaw,ネピドー|Burmese|
TH|s|Thailand|タイ|Bangkok,バンコク|Thai|
KH|s|Cambodia|カンボジア|Phnom Penh,プノンペン|Cambodian|
VN|s|Vietnam|ベトナム|Hanoi,ハノイ|Vietnamese|
PH|s|Philippines|フィリピン|Manila,マニラ|Philippine|
ID|s|Indonesia|インドネシア|Jakarta,ジャカルタ|Indonesian|
TW|s|Taiwan|台湾|Taipei,台北|Taiwanese|
AU|s|Australia|オーストラリア,豪州|Canberra,キャンベラ|Australian|
CA|s|Canada|カナダ|Ottawa,オタワ|Canadian|
MX|s|Mexico|メキシコ|Mexico City,メキシコシティ|Mexican|
CO|s|Colombia|コロンビア|Bogotá,Bogota,ボゴタ|Colombian|
VE|s|Venezuela|ベネズエラ|Caracas,カラカス|Venezuelan|
CU|s|Cuba|キューバ|Havana,ハバナ|Cuban|
BR|s|Brazil|ブラジル|Brasília,Brasilia,ブラジリア|Brazilian|
EU|b|European Union,EU|欧州連合,EU|Brussels,European Commission,ブリュッセル,欧州委員会||
WEU|b|Western Europe,West European states|西ヨーロッパ,西欧||West European|
NATO|o|NATO,North Atlantic Treaty Organization|NATO,北大西洋条約機構|||
UN|o|United Nations,UN,U.N.|国際連合,国連|||
IAEA|o|IAEA,International Atomic Energy Agency|IAEA,国際原子力機関|||
OSCE|o|OSCE|OSCE,欧州安全保障協力機構|||
ASEAN|b|ASEAN|ASEAN,東南アジア諸国連合|||
AfU|b|African Union|アフリカ連合|||
ECOWAS|b|ECOWAS|ECOWAS,西アフリカ諸国経済共同体|||
ArabLeague|b|Arab League|アラブ連盟|||
Hamas|f|Hamas|ハマス|||
Hezbollah|f|Hezbollah|ヒズボラ|||
Taliban|f|Taliban|タリバン|||
Houthis|f|Houthis,Houthi movement|フーシ派||Houthi|
"""

APART: Final = (("EU", "WEU"),)
"""Sets that overlap and that no text equates by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A state, bloc or body of the table: names in each language, places that stand for it, other forms."""

    id: str
    kind: TableKind
    en: tuple[str, ...]
    ja: tuple[str, ...]
    places: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """Give all words that stand for it."""
        return tuple(dict.fromkeys((*self.en, *self.ja, *self.places, *self.forms)))


def _read() -> Iterator[Known]:
    for line in _LINES.strip().splitlines():
        name, kind, en, ja, places, adjectives, short = line.split("|")
        forms = [*_split(adjectives), *(f"{short}{word}" for word in _SHORTENED if short)]
        yield Known(
            id=name,
            kind=_KINDS[kind],
            en=_split(en),
            ja=_split(ja),
            places=_split(places),
            forms=tuple(forms),
        )


def _split(words: str) -> tuple[str, ...]:
    return tuple(word for word in words.split(",") if word)


TABLE: Final = tuple(_read())
