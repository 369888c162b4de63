"""What the documents of these tests say."""

from __future__ import annotations

AZERBAIJANI = (
    "Şəhər kitabxanasının köhnə xəritələri yaz aylarında təmir olunacaq. İşə görə oxu zalı iyunun 12-dən bağlanır, "
    "göndərilmiş sorğulara isə payızda cavab veriləcək."
)
ARABIC = (
    "أعلنت البلدية أن السدّ الأول (شمال الوادي) سيغلق 25 يوما لأجل الصيانة، ولا يسمح للزوار بالدخول إلا بإذن من "
    "Water Office قبل سنة 1998. وهذا السطر أطول من عرض الصفحة حتى ينكسر كما تنكسر السطور في الكتب."
)
PERSIAN = "گزارش سال ۱۳۹۸ درباره پنج چشمه کوهستان ژرف چاپ شد."
HEBREW = "ספר המים (עמוד 12) נשמר בארכיון העיר, עם המילה Archive באמצע השורה."
CHINESE = "水库管理处公布了新的放水时间表，下游三个村庄的居民应当在周五之前完成撤离。"
ENGLISH = "The office of the final affluent keeps its first difficult waffle map."
VOWELLED = ("بِسْمِ النَّهْرِ كَتَبَ مُحَمَّدٌ رِسَالَةً",)
