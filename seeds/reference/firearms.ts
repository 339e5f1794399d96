/**
 * Makes, models, calibres and types of firearms as they occur in the region: in press notes of seizures, in reports of the Panel and of
 * UNODC, in trace statistics of the Caribbean. General knowledge of the trade, from no single source: a start that an administrator adds to,
 * and never a reason to refuse what stands on a weapon. Names that mean the same follow in the same row.
 *
 * 5.56x45 NATO and .223 Remington, and 7.62x51 NATO and .308 Winchester, share their outer dimensions and are NOT the same calibre (pressure,
 * throat); what is stamped tells them apart, so each has a row of its own.
 */
export interface DeliveredReference {
  readonly kind: 'MAKE' | 'MODEL' | 'CALIBRE' | 'TYPE';
  readonly name: string;
  /** Of a model: its make. */
  readonly make?: string;
  readonly sameAs: readonly string[];
  readonly note?: string;
}

/** Make | other names of it | models of it. */
const MAKES = `
Glock|Glock GmbH;Glock Ges.m.b.H.;Glock Inc|17;17C;18;19;19X;20;21;22;23;26;27;29;30;30S;31;32;33;34;35;36;40;41;42;43;43X;44;45;48
Smith & Wesson|S&W;SW;Smith and Wesson;Smith Wesson|M&P 9;M&P 40;M&P 45;M&P Shield;M&P 15;SD9;SD9 VE;SD40;SD40 VE;SW9VE;SW40VE;Model 10;Model 36;Model 60;Model 64;Model 5906;Model 686;Bodyguard 380;Governor
Taurus|Forjas Taurus;Taurus Armas;Taurus International|G2C;G2S;G3;G3C;GX4;PT 92;PT 99;PT 100;PT 111;PT 140;PT 24/7;PT 709;PT 738;PT 809;PT 840;PT 845;PT 1911;Judge;Model 82;Model 85;Model 605;Curve;Spectrum;TX22
Ruger|Sturm Ruger;Sturm, Ruger & Co.|LCP;LCP II;LC9;LC9S;EC9S;LCR;P85;P89;P90;P94;P95;P345;SR9;SR9C;SR22;SR40;SR45;Security-9;Mini-14;10/22;AR-556;GP100;SP101;Mark IV;American
SIG Sauer|Sig;SIG;Sig-Sauer;SIG Arms|P220;P225;P226;P229;P230;P232;P238;P250;P320;P365;P938;SP2022;MCX;MPX;SIG516;M400
Beretta|Pietro Beretta;Fabbrica d'Armi Pietro Beretta|92FS;92;96;PX4 Storm;APX;84;85;950;Tomcat;Bobcat;Nano;ARX160;M12;1301;CX4 Storm
Colt|Colt's Manufacturing;Colts Mfg|M1911;1911;Government;Commander;Defender;Mustang;Python;Detective Special;Police Positive;AR-15;M4;M16A1;M16A2;M16;CAR-15;LE6920
Springfield Armory|Springfield|XD;XD-9;XD-40;XD-45;XDM;XD-S;Hellcat;1911-A1;M1A;Saint
FN Herstal|FN;Fabrique Nationale;Fabrique Nationale Herstal;FNH;FN America|FAL;FNC;FN SCAR;SCAR-L;SCAR-H;Five-seveN;FNS-9;FNX-45;FNP-9;P90;Minimi;MAG;Hi-Power;FN 509;FN 15;M249
Browning|Browning Arms|Hi-Power;Buck Mark;BDA;BPS;Auto-5;M2
Heckler & Koch|H&K;HK;Heckler und Koch;Heckler and Koch|USP;USP Compact;VP9;P30;P7;P2000;MP5;UMP;G3;G36;HK33;HK416;HK417;91;93
Walther|Carl Walther|PPK;PPK/S;PP;P22;P38;P99;PPQ;PPS;CCP;PDP
CZ|Ceska Zbrojovka;CZ-USA;Česká zbrojovka|CZ 75;CZ 82;CZ 83;P-07;P-09;P-10;SP-01;Scorpion EVO 3;vz. 58;Skorpion vz. 61
Kel-Tec|KelTec;Kel Tec CNC;Kel-Tec CNC Industries|P-11;P-32;P-3AT;PF-9;PMR-30;SUB-2000;SU-16;KSG;CP33
Hi-Point|Hi Point;Hi-Point Firearms;Beemiller|C9;CF380;JCP;JHP;995;995TS;4095;4595
Jimenez Arms|Jimenez|J.A. 9;J.A. 380;J.A. 25;J.A. 22
Bryco Arms|Bryco|38;48;59
Jennings Firearms|Jennings|J-22;J-25
Lorcin|Lorcin Engineering|L25;L380;L9MM
Raven Arms|Raven|MP-25;P-25
SCCY|SCCY Industries;Sccy Firearms|CPX-1;CPX-2;CPX-3;DVG-1
Canik|Canik55;Samsun Yurt Savunma|TP9;TP9SF;TP9SFX;METE
Girsan||MC28;Regard MC;MC1911
Sarsilmaz|SAR Arms;SAR USA|SAR9;B6;K2 45
Tisas||Zigana;Fatih 13;1911
Zastava|Zastava Arms;Crvena Zastava|M70;M70AB2;M72;M76;M84;M85;M57;M88;CZ99;PAP M70;PAP M77;PAP M85;PAP M92;ZPAP M70;ZPAP M92
Romarm|Cugir;ROMARM SA;Romarm/Cugir;SC Cugir|WASR-10;WASR;WASR-10/63;Draco;Mini Draco;Micro Draco;GP WASR;SAR-1;PM md. 63;PM md. 65;PSL
Century Arms|Century;Century International Arms;Century Intl Arms;CAI|WASR-10;VSKA;RAS47;C39;C39V2;BFT47;C308;Canik TP9;AP5
Norinco|China North Industries|Type 56;MAK-90;Type 54;SKS;NP22;1911A1;MAK 90 Sporter
Izhmash|Izhevsk;Kalashnikov Concern;Kalashnikov|AK-47;AKM;AKMS;AK-74;AKS-74U;AK-103;Saiga;Saiga-12;SVD;Dragunov SVD
Tula Arms|Tula;TOZ|TT-33;SKS;AKM;Nagant M1895
Molot|Vyatskie Polyany|RPK;VEPR;VEPR-12
Arsenal|Arsenal AD;Arsenal Inc|AK-47;SLR-95;SAM7;SLR-107;AR-M1;SA-93
FEG|Fegyver- es Gepgyar;FEG Hungary|AMD-65;AK-63;SA-85M;PA-63;P9R;PJK-9HP
Palmetto State Armory|PSA;Palmetto State|PA-15;PSAK-47;GF3;AKV;Dagger
Anderson Manufacturing|Anderson|AM-15;AM-9
Aero Precision|Aero|X15;M4E1;M5
Bushmaster|Bushmaster Firearms|XM15;XM15-E2S;Carbon 15;ACR
DPMS|DPMS Panther Arms;Panther Arms|A-15;LR-308;AP4;Oracle
Rock River Arms|RRA|LAR-15
Diamondback|Diamondback Firearms|DB9;DB15;DB380
Del-Ton|Del Ton|DTI-15;Echo 316
American Tactical|ATI;American Tactical Imports|Omni Hybrid;Milsport;FXH-45;GSG-5
Radical Firearms||RF-15
Mossberg|O.F. Mossberg & Sons;OF Mossberg|500;590;590A1;Maverick 88;Shockwave;MMR;715T;930
Remington|Remington Arms|870;11-87;1100;700;R1;RM380;R15
Winchester|Winchester Repeating Arms|1200;1300;94;70;SXP;Model 12
Maverick Arms|Maverick|88
Savage|Savage Arms;Stevens|320;110;Axis;64F;MSR 15
Henry|Henry Repeating Arms|Big Boy;H001;US Survival
Marlin|Marlin Firearms|60;336;795
Hatsan|Hatsan Arms|Escort;Optima
Kral Arms|Kral|XPS
Rossi|Amadeo Rossi|Model 68;Model 88;Model 462;R92;RS22;Circuit Judge
IMBEL|Industria de Material Belico|MD-97;FAL;IA2;M973;GC MD1
INDUMIL||Galil ACE;Galil ACE 21;Llama Cassidy;Llama Martial;Cordova
Llama|Llama Gabilondo|IX;Max-I;Micromax;Scorpio;Martial
Astra|Astra Unceta|A-70;A-80;A-100;Cub;Constable
Star|Star Bonifacio Echeverria;Star, Bonifacio Echeverria|BM;Firestar;B;30M
Bersa||Thunder 380;Thunder 9;BP9;TPR9
IMI|Israel Military Industries;IWI;Israel Weapon Industries|Uzi;Mini Uzi;Micro Uzi;Galil;Galil ACE;Tavor;TAR-21;X95;Desert Eagle;Jericho 941;Negev;Masada
Cobray|SWD;Cobray SWD|M-11;M-11/9;M-12
MAC|Military Armament Corporation;Ingram|MAC-10;MAC-11
Intratec|Interdynamic|TEC-9;TEC-22;TEC-DC9;AB-10
Masterpiece Arms|MPA|MPA30;MPA10;MPA57;Defender
Armscor|Rock Island Armory;RIA;Rock Island|M1911-A1;M200;M206;VR80;1911
Kimber||Custom II;Ultra Carry II;Micro 9;Solo;Micro 380
Charter Arms||Undercover;Bulldog;Pathfinder;Pink Lady
Rohm|Röhm;RG Industries|RG-10;RG-14;RG-40;RG-31
Heritage|Heritage Manufacturing;Heritage Mfg|Rough Rider
North American Arms|NAA|NAA-22
Barrett|Barrett Firearms|M82A1;M107;M107A1;M99;REC7
Steyr|Steyr Mannlicher;Steyr Arms|AUG;M9-A1;TMP;SSG 69
Valmet|Sako|M62;M76;TRG
Daewoo||K1;K2;DP51;DR200
Polymer80|P80;Polymer 80|PF940;PF940C;PF940V2;PF45
US Government|United States;U.S. Ordnance|M1 Carbine;M1 Garand;M14;M60;M16A1;M203
`;

/** Calibre | other names of the same | note. */
const CALIBRES = `
9x19 Parabellum|9x19;9x19mm;9mm;9 mm;9 mm Para;9mm Para;9mm Parabellum;9mm Luger;9 mm Luger;9mm NATO;9x19 NATO;Luger|A weapon marked "9mm" alone is taken for this one; 9x18 and 9x17 are others
9x18 Makarov|9x18;9x18mm;9mm Makarov;9 mm Makarov;9mm Mak|Not interchangeable with 9x19
.380 ACP|380;.380;380 ACP;380 Auto;.380 Auto;9x17;9mm Short;9mm Kurz;9 mm Corto;9mm Browning Short|
9x21 IMI|9x21;9x21mm|
9x23 Largo|9mm Largo;9mm Bergmann|
.32 ACP|32;.32;32 ACP;32 Auto;.32 Auto;7.65 Browning;7.65mm Browning;7.65x17|
.25 ACP|25;.25;25 ACP;25 Auto;.25 Auto;6.35 Browning;6.35mm;6.35x16|
7.62x25 Tokarev|7.62x25;7.62x25mm;7.62 Tokarev;.30 Tokarev|
7.65x21 Parabellum|.30 Luger;7.65 Para|
.40 S&W|40;.40;40 S&W;40 SW;.40 SW;40 Smith & Wesson;.40 Smith & Wesson;10x22|Not 10mm Auto, whose case is longer
10mm Auto|10mm;10 mm;10x25|
.45 ACP|45;.45;45 ACP;45 Auto;.45 Auto;11.43x23|
.45 GAP|45 GAP|
.45 Colt|45 Colt;.45 Long Colt;45 LC|
.410 bore|.410;410;410 gauge;36 gauge|A shotgun calibre by bore; the Taurus Judge also fires .45 Colt
.357 Magnum|357;.357;357 Mag;.357 Mag;.357 S&W Magnum|Fires .38 Special; the reverse is not so
.357 SIG|357 SIG;357 Sig|
.38 Special|38;.38;38 SPL;.38 Spl;38 Special;.38 Spc;38 Spec;.38 S&W Special;9x29|Not .38 S&W
.38 S&W|38 S&W;.38 Smith & Wesson|
.38 Super|38 Super;.38 Super Auto;9x23SR|
.44 Magnum|44;.44;44 Mag;.44 Mag;44 Magnum;.44 Remington Magnum|
.44 Special|44 Special;44 Spl|
.454 Casull|454 Casull|
.50 AE|50 AE;.50 Action Express|Not .50 BMG
.22 LR|22;.22;22 LR;.22LR;22 Long Rifle;.22 Long Rifle;5.6x15|
.22 Magnum|22 Mag;22 WMR;.22 WMR|
.17 HMR|17 HMR|
5.7x28|5.7;5.7x28mm;5.7 FN|
4.6x30|4.6x30mm|
5.56x45 NATO|5.56;5.56mm;5.56x45;5.56x45mm;5.56 NATO;5.56mm NATO;556|Not the same as .223 Remington, though the cases are alike: higher pressure, other throat
.223 Remington|223;.223;223 Rem;.223 Rem;223 Remington|Not the same as 5.56x45 NATO, though the cases are alike
.223 Wylde|223 Wylde|A chamber that takes 5.56x45 NATO and .223 Remington
.300 Blackout|300 Blackout;300 BLK;.300 BLK;300 AAC Blackout;7.62x35|
5.45x39|5.45;5.45x39mm|
7.62x39|7.62x39mm;7.62x39 Soviet;7.62 Soviet;762x39;7.62 x 39|A weapon marked "7.62" alone may be of several calibres
7.62x51 NATO|7.62x51;7.62x51mm;7.62 NATO;7.62mm NATO|Not the same as .308 Winchester, though the cases are alike
.308 Winchester|308;.308;308 Win;.308 Win;308 Winchester|Not the same as 7.62x51 NATO, though the cases are alike
7.62x54R|7.62x54;7.62x54mmR;7.62x54 Rimmed;7.62x53R|
7.62x33|.30 Carbine;30 Carbine;.30 M1 Carbine|
.30-06 Springfield|30-06;.30-06;3006;7.62x63|
.30-30 Winchester|30-30;.30-30|
7.92x57 Mauser|7.92x57;8mm Mauser;8x57;7.92 Mauser|
7x57 Mauser|7mm Mauser;7x57|
7.5x54 French|7.5 French;7.5x54|
.303 British|303;.303;303 British;7.7x56R|
6.5 Creedmoor|6.5CM;6.5x48|
6.5 Grendel|6.5x39|
.243 Winchester|243;.243;243 Win|
.270 Winchester|270;.270;270 Win|
.300 Winchester Magnum|300 Win Mag;.300 WM|
.338 Lapua Magnum|338 Lapua;8.6x70|
.50 BMG|50 BMG;12.7x99;12.7x99mm;12.7x99 NATO;.50 Browning;50 Cal;.50 Cal|
12.7x108|12.7x108mm|Not .50 BMG
14.5x114|14.5x114mm;14.5mm|
12 gauge|12;12 ga;12ga;12 GA;12 bore;cal 12;calibre 12;12/70;12/76;12x70;12 guage|
16 gauge|16;16 ga;16 bore;calibre 16|
20 gauge|20;20 ga;20 bore;calibre 20;20/70|
28 gauge|28 ga;28 bore|
40x46 grenade|40mm;40x46;40x46mm|
37mm flare|37mm;38mm|
`;

/** IAFQ types of UNODC | how they are written in English, French and Spanish. */
const TYPES = `
PISTOL|Handgun;Semi-automatic pistol;Pistolet;Pistola;Pistolet semi-automatique
REVOLVER|Revólver
RIFLE|Assault rifle;Carbine;Fusil;Fusil d'assaut;Fusil de asalto;Carabine;Carabina;Rifle de asalto;Semi-automatic rifle
SHOTGUN|Fusil de chasse;Fusil à pompe;Escopeta;Pump shotgun
SUBMACHINE_GUN|Submachine gun;SMG;Sub-machine gun;Pistolet-mitrailleur;Mitraillette;Subametralladora;Subfusil;Machine pistol
MACHINE_GUN|Machine gun;LMG;GPMG;HMG;Mitrailleuse;Ametralladora
OTHER_SALW|Other;Grenade launcher;Lance-grenades;Lanzagranadas;Mortar
`;

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|'));
const names = (cell = ''): string[] => cell.split(';').filter(Boolean);

export const firearmReferences: readonly DeliveredReference[] = [
  ...rows(MAKES).flatMap(([name = '', sameAs, models]): DeliveredReference[] => [
    { kind: 'MAKE', name, sameAs: names(sameAs) },
    ...names(models).map((model) => ({ kind: 'MODEL' as const, name: model, make: name, sameAs: [] })),
  ]),
  ...rows(CALIBRES).map(([name = '', sameAs, note]): DeliveredReference => ({
    kind: 'CALIBRE',
    name,
    sameAs: names(sameAs),
    ...(note && { note }),
  })),
  ...rows(TYPES).map(([name = '', sameAs]): DeliveredReference => ({ kind: 'TYPE', name, sameAs: names(sameAs) })),
];
