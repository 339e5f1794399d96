/**
 * Forms of one given name across languages, everyday short forms, and
 * Korean surnames as three systems of spelling write them. General knowledge about names, no bearer in mind. `Jean` is
 * written `Jn` on Haitian papers and `Yan` on Dominican ones; `Saint` is `St`, `Sen`, `Sin`.
 */
const EQUIVALENTS: readonly string[] = [
  'jean jn jan jhan zhan yan john juan ivan johann joao giovanni ian',
  'pierre pie pye piè pyotr peter pedro pietro piotr petr',
  'baptiste batis bautista battista',
  'joseph jozef jose giuseppe josef yusuf yousef jozeph',
  'jacques jak jacob jakob yakov yakub',
  'charles chal carlos karl carl carlo',
  'paul pol pablo pavel paolo',
  'louis lwi luis luigi ludwig',
  'marie mari maria mary mariya maryam',
  'michel mikael michael miguel mikhail mike',
  'andre andrew andres andrey andrei',
  'francois franswa francis francisco francesco frank',
  'guillaume william guillermo wilhelm bill will',
  'henri enri henry enrique heinrich',
  'etienne etyen stephane stephen steven esteban stefan',
  'jerome jeronimo hieronymus',
  'antoine antwan anthony antonio anton tony',
  'nicolas nikola nicholas nikolai nikolay nick',
  'alexandre alexander alejandro aleksandr alex sasha',
  'benjamin ben benny benjie bibi',
  'robert bob bobby roberto rob',
  'richard dick ricardo rick',
  'edward ed eduardo edouard eddie',
  'james jim jimmy jaime',
  'thomas tom tomas tommy',
  'samuel sam sammy',
  'daniel dan danny danilo',
  'david dave',
  'joshua josh',
  'gregory greg gregorio grigory',
  'vladimir volodymyr volodya wladimir',
  'sergey serge sergio serhiy',
  'dmitry dimitri dmytro dima',
  'yevgeny evgeny eugene yevhen',
  'elizabeth elisabeth liz isabel elisabet',
  'catherine katherine kate ekaterina catalina katrin',
  'margaret marguerite margarita maggie',
  'kim gim',
  'park pak bak',
  'lee yi ri rhee',
  'choi choe',
  'jung jeong chong chung',
  'kang gang',
  'cho jo',
  'yoon yun',
  'jang chang',
  'lim rim',
  'roh noh',
  'ryu yoo yu',
  'paik baek paek',
  'saint st sen sin sain san sent sint ste sainte santo',
];

/** Written form to the first of its line; a form in two lines keeps the first. */
export const GIVEN_NAMES: ReadonlyMap<string, string> = new Map(
  EQUIVALENTS.flatMap((line) => {
    const forms = line.split(' ');
    return forms.map((form): [string, string] => [form, forms[0]!]);
  }).reverse(),
);
