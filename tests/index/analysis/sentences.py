"""A few sentences a language, made up for these tests; each holds what is peculiar to the writing of its language."""

SENTENCES: dict[str, str] = {
    "en": "The anti-personnel mines weren't cleared until 3,461 of them had been counted "
    "(A/HRC/47/G/10).\n"
          "An inter-\nnational team reported 12.5 km² of safe land; naïve co-operation didn't help.",
    "fr": "L’équipe d'enquête a relu l'œuvre où Noël décrivait 1 200 maisons détruites.\n"
          "Le 1er août, aujourd’hui encore.",
    "de": "Die Straße über den Fluß wurde für 1.200,50 € geräumt; die Minenräum-\n"
          "stelle bleibt Übung.\nGRÖSSE und Größe.",
    "es": "El niño señaló ¿dónde están? las 3.461 minas, según la 2.ª comisión de Ávila.",
    "ru": "Сёла вокруг озера всё ещё ждут: замо́к на двери цел.\nЙод и подъём — № 5, 47-й год.",
    "uk": "Її сім’я переїхала до м'якого під’їзду в Києві; ґанок і їжа на місці.",
    "ar": "قرأتُ الرسالةَ في ١٢٣٤٫٥ يومًا، وإلى المدرسة ذهبوا.\nكتـــاب آخر عن الأرض والمساء.",
    "fa": "می‌خواهم کتاب‌های یک روستا را در سال ۱۴۰۲ بخوانم؛ خانهٔ ما آنجاست.",
    "he": "שָׁלוֹם לכולם, אמר צה״ל בשנת תשפ\"ד: בית־ספר חדש ב-5 במאי.",
    "zh": "赞比亚代表团于2021年3月2日致函。\n清除地雷的工\n作 仍在 继续，国際標準ＡＢＣ１２。",
    "ja": "東京タワーで会議を行った。ｶﾞｲﾄﾞは3人、データーは　ない。\n時々、人々が「はい」と言う。",
    "ko": "지뢰 제거는 2021년에 시작되었습니다. 학교와 도로의 안전.",
    "az": "Əliyeva İlham ilə Ağdamda görüşdü; ISTI QIŞ deyil, ılıq gün idi.",
    "tr": "İstanbul'da ışık IŞIK oldu; kâğıt, hâlâ ve Diyarbakır'ın sokakları.",
    "hy": "Ինչո՞ւ Երևանը ԵՐԵՎԱՆ է գրվում, այո՛, և դա լավ է։ Երեւանի փողոց։",
    "ka": "თბილისში გზა გაიხსნა, ᲗᲑᲘᲚᲘᲡᲘ დიდი ქალაქია. 25 აგვისტო.",
    "hi": "बारूदी सुरंग हटाने का काम १२ मार्च को शुरू हुआ। ज़मीन और फ़सल।",
    "el": "Ο Οδυσσέας έφτασε στην Αθήνα· ΤΟΥΣ ΔΡΟΜΟΥΣ τους είδε το 1,5 εκατομμύριο; Ναΐς.",
    "th": "การเก็บกู้ทุ่นระเบิดเริ่มในปี พ.ศ. ๒๕๖๔ น้ำท่วม UNICEF ไทย",
    "kk": "Қазақстанда жаңа мұрағат ашылды, өңір әкімі айтты: ҮЙ, ҰЛТ, ІНІ.",
}  # fmt: skip

MIXED = (
    "地雷清除 mine clearance Əliyeva сёла 지뢰 제거 การเก็บกู้ قرأتُ ｶﾞｲﾄﾞ anti-\npersonnel 3,461 A/HRC/47 中\n国 が é ⅷ ﬁ ᄀ"
)
