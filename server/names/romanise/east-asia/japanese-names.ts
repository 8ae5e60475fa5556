/** Frequent Japanese family names in kanji with their readings, long vowels written out (`ou`, `oo`, `uu`); the most frequent reading first. */
export const JAPANESE_SURNAMES = `
佐藤=satou 鈴木=suzuki 高橋=takahashi 髙橋=takahashi 田中=tanaka 伊藤=itou 渡辺=watanabe 渡邊=watanabe 渡邉=watanabe 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=katou 吉田=yoshida 山田=yamada 佐々木=sasaki
山口=yamaguchi 松本=matsumoto 井上=inoue 木村=kimura 林=hayashi 斎藤=saitou 斉藤=saitou 齋藤=saitou 齊藤=saitou 清水=shimizu 山崎=yamazaki,yamasaki 森=mori 池田=ikeda 橋本=hashimoto 阿部=abe 石川=ishikawa
山下=yamashita 中島=nakajima,nakashima 石井=ishii 小川=ogawa 前田=maeda 岡田=okada 長谷川=hasegawa 藤田=fujita 後藤=gotou 近藤=kondou 村上=murakami 遠藤=endou 青木=aoki 坂本=sakamoto 福田=fukuda
太田=oota 大田=oota 西村=nishimura 藤井=fujii 金子=kaneko 岡本=okamoto 藤原=fujiwara 中野=nakano 三浦=miura 原田=harada 中川=nakagawa 松田=matsuda 竹内=takeuchi 小野=ono 田村=tamura 中山=nakayama 和田=wada
石田=ishida 森田=morita 上田=ueda 原=hara 内田=uchida 柴田=shibata 酒井=sakai 宮崎=miyazaki 横山=yokoyama 高木=takagi 安藤=andou 宮本=miyamoto 大野=oono 小島=kojima 工藤=kudou 谷口=taniguchi 今井=imai
高田=takada,takata 丸山=maruyama 増田=masuda 杉山=sugiyama 村田=murata 大塚=ootsuka 新井=arai 小山=koyama,oyama 平野=hirano 藤本=fujimoto 河野=kouno,kawano 上野=ueno 野口=noguchi 武田=takeda 松井=matsui 千葉=chiba
菅原=sugawara 岩崎=iwasaki 久保=kubo 木下=kinoshita 野村=nomura 松尾=matsuo 佐野=sano 菊地=kikuchi 菊池=kikuchi 渡部=watanabe,watabe 大西=oonishi 杉本=sugimoto 新田=nitta 古川=furukawa 川口=kawaguchi 市川=ichikawa
島田=shimada 水野=mizuno 桜井=sakurai 櫻井=sakurai 高野=takano 吉川=yoshikawa 山内=yamauchi 西田=nishida 飯田=iida 西川=nishikawa 小松=komatsu 北村=kitamura 安田=yasuda 五十嵐=igarashi 川崎=kawasaki 平田=hirata
関=seki 中田=nakata,nakada 久保田=kubota 服部=hattori 東=higashi,azuma 岩田=iwata 土屋=tsuchiya 川上=kawakami 福島=fukushima 本田=honda 辻=tsuji 樋口=higuchi 秋山=akiyama 田口=taguchi 永井=nagai 山中=yamanaka
中西=nakanishi 吉村=yoshimura 川村=kawamura 石原=ishihara 大橋=oohashi 松岡=matsuoka 馬場=baba 浜田=hamada 濱田=hamada 森本=morimoto 星野=hoshino 矢野=yano 浅野=asano 大久保=ookubo 松下=matsushita 吉岡=yoshioka
小池=koike 野田=noda 荒木=araki 熊谷=kumagai 松浦=matsuura 大谷=ootani 内藤=naitou 黒田=kuroda 堀=hori 尾崎=ozaki 川島=kawashima 望月=mochizuki 永田=nagata 田辺=tanabe 菅野=kanno,sugano 荒井=arai 内山=uchiyama
堀内=horiuchi 平井=hirai 西山=nishiyama 早川=hayakawa 鎌田=kamata 栗原=kurihara 広瀬=hirose 横田=yokota 岡崎=okazaki 石橋=ishibashi 岡=oka 松原=matsubara 宮田=miyata 児玉=kodama 大島=ooshima 今村=imamura
関口=sekiguchi 富田=tomita 上原=uehara 片山=katayama 須藤=sudou,sutou 石塚=ishizuka 三宅=miyake 大石=ooishi 北川=kitagawa 宮下=miyashita 松村=matsumura 渋谷=shibuya 奥村=okumura 福井=fukui 中尾=nakao 岩本=iwamoto
安倍=abe 麻生=asou 岸田=kishida 菅=suga,kan 石破=ishiba 鳩山=hatoyama 小泉=koizumi 福沢=fukuzawa 田代=tashiro 三木=miki 村山=murayama 細川=hosokawa 羽田=hata,haneda 橋口=hashiguchi 竹下=takeshita 中曽根=nakasone
徳川=tokugawa 豊田=toyoda,toyota 本多=honda 松平=matsudaira 織田=oda 武藤=mutou 江藤=etou 佐伯=saeki 白石=shiraishi 黒川=kurokawa 黒沢=kurosawa 黒澤=kurosawa 宮沢=miyazawa 宮澤=miyazawa 長島=nagashima 長嶋=nagashima
大川=ookawa 大森=oomori 大山=ooyama 大村=oomura 大江=ooe 大沢=oosawa 大澤=oosawa 小田=oda 小原=ohara 小沢=ozawa 小澤=ozawa 尾形=ogata 緒方=ogata 沢田=sawada 澤田=sawada 柳=yanagi 堤=tsutsumi 桑原=kuwabara
高山=takayama 高島=takashima 高松=takamatsu 滝沢=takizawa 滝=taki 竹田=takeda 竹中=takenaka 立花=tachibana 橘=tachibana 田島=tajima 田原=tahara 谷=tani 津田=tsuda 土井=doi 藤岡=fujioka 藤川=fujikawa 藤沢=fujisawa
藤野=fujino 藤村=fujimura 古田=furuta 古賀=koga 牧野=makino 松永=matsunaga 松崎=matsuzaki 三上=mikami 三好=miyoshi 水谷=mizutani 南=minami 宮川=miyagawa 向井=mukai 村井=murai 村松=muramatsu 本間=honma 森山=moriyama
柳田=yanagida 山岸=yamagishi 山村=yamamura 山根=yamane 湯浅=yuasa 吉野=yoshino 吉沢=yoshizawa 米田=yoneda 渡会=watarai 若林=wakabayashi 植田=ueda 梅田=umeda 遠山=tooyama 榎本=enomoto 荻野=ogino 奥田=okuda 奥山=okuyama
甲斐=kai 川田=kawata,kawada 川端=kawabata 河合=kawai 川合=kawai 河村=kawamura 神田=kanda 岸=kishi 岸本=kishimoto 北野=kitano 黒木=kuroki 小西=konishi 坂口=sakaguchi 坂井=sakai 榊原=sakakibara 笹川=sasagawa 篠原=shinohara
島崎=shimazaki 白井=shirai 杉浦=sugiura 杉田=sugita 須田=suda 関根=sekine 瀬戸=seto 相馬=souma 園田=sonoda 金田=kaneda 金城=kinjou 比嘉=higa 宮城=miyagi 新垣=aragaki 島袋=shimabukuro 玉城=tamaki 我那覇=ganaha
三島=mishima 川本=kawamoto 天野=amano 荒川=arakawa 有馬=arima 飯島=iijima 飯塚=iizuka 池上=ikegami 石黒=ishiguro 泉=izumi 磯部=isobe 稲垣=inagaki 稲葉=inaba 岩井=iwai 上村=uemura,kamimura 宇野=uno 江口=eguchi
`;
/** Frequent Japanese given names in kanji with their readings. */
export const JAPANESE_GIVEN_NAMES = `
太郎=tarou 一郎=ichirou 二郎=jirou 次郎=jirou 三郎=saburou 健=ken,takeshi 健一=kenichi 健二=kenji 健太=kenta 健太郎=kentarou 大輔=daisuke 翔太=shouta 翔=shou,kakeru 拓也=takuya 拓海=takumi 直樹=naoki 直人=naoto 和也=kazuya
哲也=tetsuya 達也=tatsuya 竜也=tatsuya 裕也=yuuya 雄一=yuuichi 裕一=yuuichi 雄太=yuuta 勇太=yuuta 悠太=yuuta 優太=yuuta 悠斗=yuuto 優斗=yuuto 勇人=hayato 隼人=hayato 大翔=hiroto,haruto 陽翔=haruto 蓮=ren 湊=minato 樹=itsuki,tatsuki
颯真=souma 颯太=souta 蒼=aoi,sou 蒼太=souta 陽太=youta 大和=yamato 悠真=yuuma 悠人=yuuto 結翔=yuito 朝陽=asahi 新=arata 律=ritsu 陸=riku 海斗=kaito 涼太=ryouta 亮太=ryouta 亮=ryou,akira 涼=ryou 諒=ryou 遼=ryou,haruka
誠=makoto 真=makoto,shin 実=minoru 稔=minoru 茂=shigeru 清=kiyoshi 博=hiroshi 浩=hiroshi 弘=hiroshi 宏=hiroshi 寛=hiroshi,kan 洋=hiroshi,you 隆=takashi 孝=takashi 崇=takashi 貴=takashi 勝=masaru 勇=isamu 進=susumu 昇=noboru 修=osamu 治=osamu
豊=yutaka 功=isao 勲=isao 正=tadashi,masashi 忠=tadashi 剛=tsuyoshi,gou 強=tsuyoshi 武=takeshi 猛=takeshi 毅=takeshi,tsuyoshi 明=akira 彰=akira 晃=akira,kou 昭=akira 章=akira 聡=satoshi 智=satoshi,tomo 哲=tetsu,satoshi 敏=satoshi,toshi 学=manabu 守=mamoru
晋三=shinzou 太一=taichi 文雄=fumio 義偉=yoshihide 純一郎=junichirou 直哉=naoya 直也=naoya 由紀夫=yukio 茂雄=shigeo 秀樹=hideki 英樹=hideki 英雄=hideo 秀夫=hideo 正雄=masao 正夫=masao 和夫=kazuo 和雄=kazuo 一夫=kazuo 一雄=kazuo 幸雄=yukio 幸夫=yukio
義男=yoshio 良夫=yoshio 敏夫=toshio 俊夫=toshio 信夫=nobuo 信雄=nobuo 辰雄=tatsuo 哲夫=tetsuo 道夫=michio 邦夫=kunio 昭夫=akio 明夫=akio 春樹=haruki 治郎=jirou 四郎=shirou 五郎=gorou 吾郎=gorou 武志=takeshi 隆志=takashi 貴志=takashi 浩二=kouji 浩司=kouji
孝二=kouji 浩一=kouichi 光一=kouichi 孝一=kouichi 真一=shinichi 伸一=shinichi 新一=shinichi 慎一=shinichi 純一=junichi 淳一=junichi 順一=junichi 洋一=youichi 陽一=youichi 良一=ryouichi 龍一=ryuuichi 隆一=ryuuichi 誠一=seiichi 精一=seiichi 正一=shouichi,masakazu 英一=eiichi 栄一=eiichi
賢治=kenji 研二=kenji 賢二=kenji 憲二=kenji 慎二=shinji 真司=shinji 伸二=shinji 信二=shinji 誠二=seiji 誠司=seiji 正治=masaharu,shouji 昌平=shouhei 翔平=shouhei 恭平=kyouhei 周平=shuuhei 修平=shuuhei 純=jun 淳=jun,atsushi 潤=jun 順=jun 篤=atsushi 敦=atsushi 厚=atsushi
徹=tooru,tetsu 透=tooru 亨=tooru 豪=gou 大=dai 大地=daichi 大樹=daiki 大貴=daiki 大介=daisuke 祐介=yuusuke 裕介=yuusuke 雄介=yuusuke 悠介=yuusuke 優介=yuusuke 洋介=yousuke 陽介=yousuke 俊介=shunsuke 慎吾=shingo 真吾=shingo 圭介=keisuke 恵介=keisuke 啓介=keisuke 敬=takashi,kei 圭=kei 慶=kei
花子=hanako 幸子=sachiko,yukiko 和子=kazuko 洋子=youko 陽子=youko 恵子=keiko 圭子=keiko 敬子=keiko 慶子=keiko 京子=kyouko 恭子=kyouko 美智子=michiko 道子=michiko 節子=setsuko 文子=fumiko,ayako 良子=ryouko,yoshiko 涼子=ryouko 久美子=kumiko 由美子=yumiko 裕子=yuuko,hiroko 優子=yuuko 祐子=yuuko
弘子=hiroko 博子=hiroko 明子=akiko 昭子=akiko 秋子=akiko 彰子=akiko 千代子=chiyoko 富子=tomiko 智子=tomoko 朋子=tomoko 友子=tomoko 直子=naoko 尚子=naoko,hisako 典子=noriko 紀子=noriko 規子=noriko 法子=noriko 雅子=masako 正子=masako 昌子=masako 順子=junko 純子=junko 淳子=junko 真理子=mariko 麻里子=mariko
早苗=sanae 愛=ai 愛子=aiko 美香=mika 美加=mika 由香=yuka 優香=yuuka 理恵=rie 里恵=rie 真由美=mayumi 真弓=mayumi 明美=akemi 直美=naomi 尚美=naomi 弘美=hiromi 裕美=hiromi,yumi 博美=hiromi 智美=tomomi 友美=tomomi 奈美=nami 奈々=nana 菜々子=nanako 香織=kaori 佳織=kaori 詩織=shiori 沙織=saori 早織=saori
恵=megumi,kei 恵美=emi,megumi 恵理=eri 絵理=eri 絵里=eri 美紀=miki 美樹=miki 美穂=miho 志保=shiho 千尋=chihiro 千春=chiharu 千晴=chiharu 陽菜=hina,haruna 葵=aoi 結衣=yui 結愛=yua 凛=rin 咲良=sakura 桜=sakura 美咲=misaki 七海=nanami 楓=kaede 杏=an 莉子=riko 芽依=mei 紬=tsumugi 心春=koharu 美月=mitsuki,mizuki
彩=aya 綾=aya 彩香=ayaka 綾香=ayaka 綾子=ayako 彩乃=ayano 麻衣=mai 舞=mai 真衣=mai 瞳=hitomi 遥=haruka,haru 春香=haruka 晴香=haruka 菜摘=natsumi 夏美=natsumi 夏希=natsuki 雪=yuki 由紀=yuki 有希=yuki 幸=yuki,sachi 由紀子=yukiko 雪子=yukiko 有紀=yuki 美由紀=miyuki 美幸=miyuki 深雪=miyuki 梓=azusa 梢=kozue 桃子=momoko 萌=moe
`;
