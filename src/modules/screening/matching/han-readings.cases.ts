/**
 * Korean and Japanese readings of characters common in names, from general knowledge of the two scripts: character, Korean,
 * then Japanese readings as used in names. Characters not here are read in Mandarin only.
 */
const READINGS = `
金 kim kane,kin
李 ri ri
朴 pak boku
崔 choe sai
鄭 chong tei
姜 kang kyo
趙 cho cho
尹 yun in
張 jang cho
林 rim hayashi,bayashi
韓 han kan
申 sin saru
安 an yasu,an
宋 song so
洪 hong ko
黄 hwang ki
正 jong masa,sho
恩 un on
日 il hi,nichi
成 song nari,sei
哲 chol tetsu
雄 ung o,yu
英 yong hide,ei
明 myong aki,mei
浩 ho hiro
民 min tami
永 yong naga,ei
光 kwang mitsu
南 nam minami
東 tong higashi,to
元 won moto
大 tae o,dai
山 san yama
田 jon ta,da
中 jung naka
村 chon mura
本 pon moto
木 mok ki
小 so ko,o
川 chon kawa,gawa
井 jong i
藤 tung to,fuji
佐 jwa sa
伊 i i
加 ka ka
高 ko taka
橋 kyo hashi
渡 to wata
辺 pyon nabe,be
石 sok ishi
原 won hara
松 song matsu
清 chong kiyo
水 su mizu
上 sang ue,kami
下 ha shita
野 ya no
島 to shima,jima
岡 kang oka
谷 kok tani,ya
鈴 ryong suzu
斎 je sai
池 ji ike
森 sim mori
前 jon mae
長 jang naga
太 tae ta
郎 rang ro
花 hwa hana
子 ja ko
美 mi mi
和 hwa kazu
幸 haeng yuki,sachi
一 il ichi,kazu
二 i ji
三 sam mi,zo,so
健 kon ken
真 jin ma,shin
由 yu yu
恵 hye e,megumi
文 mun fumi,bun
在 jae ari,zai
寅 in tora
倍 pae be
晋 jin shin
智 ji tomo
賢 hyon ken
俊 jun toshi,shun
勝 sung katsu
義 ui yoshi
吉 kil yoshi,kichi
国 kuk kuni
昭 so aki,sho
男 nam o
夫 pu o
彦 on hiko
信 sin nobu
行 haeng yuki
弘 hong hiro
茂 mu shige
武 mu take
隆 ryung taka
久 ku hisa
次 cha tsugu,ji
香 hyang ka
愛 ae ai
奈 na na
徐 so jo
権 kwon gon
呉 o go
柳 ryu yanagi
丁 chong tei
盧 no ro
車 cha kuruma
根 kun ne
惠 hye e
姫 hui hime
淑 suk yoshi
順 sun jun
`;

export interface HanReadings {
  readonly ko: readonly string[];
  readonly ja: readonly string[];
}

export const HAN_READINGS: ReadonlyMap<string, HanReadings> = new Map(
  READINGS.trim()
    .split('\n')
    .map((line): [string, HanReadings] => {
      const [character = '', ko = '', ja = ''] = line.split(' ');
      return [character, { ko: ko.split(','), ja: ja.split(',') }];
    }),
);
