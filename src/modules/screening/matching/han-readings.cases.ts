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
三 sam mi,zo
健 kon ken
真 jin ma,shin
由 yu yu
恵 hye e,megumi
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
