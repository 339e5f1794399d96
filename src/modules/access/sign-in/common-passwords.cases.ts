/**
 * The commonest passwords of published breaches that are long enough to be tried at all, in lower case. A breach list of thousands
 * belongs beside the deployment; this one stops what every guessing tool tries first.
 */
const LIST = `
password password1 password12 password123 password1234 password12345 password! passw0rd p@ssword p@ssw0rd pa$$word
12345678 123456789 1234567890 12345678910 0123456789 0987654321 9876543210 987654321 87654321 123123123 1234512345
11111111 111111111 1111111111 00000000 000000000 0000000000 22222222 33333333 55555555 66666666 77777777 88888888 99999999
11223344 1122334455 12341234 123321123 12344321 147258369 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx
qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyuiop123 asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm123
azertyuiop azerty123 abcdefgh abcdefghi abcd1234 abc12345 abc123456 abc123abc aaaaaaaa a1b2c3d4 aa123456 a1234567 a123456789
iloveyou iloveyou1 iloveyou2 sunshine sunshine1 princess princess1 football football1 baseball basketball superman batman123
starwars whatever trustno1 computer internet welcome1 welcome12 welcome123 letmein1 letmein123 changeme changeme1 changeme123
administrator admin123 admin1234 admin12345 adminadmin rootroot root1234 testtest test1234 test12345 default1 guest1234
michelle jennifer jonathan charlie1 liverpool chocolate butterfly blink182 master123 dragon123 monkey123 shadow123 secret123
motdepasse motdepasse1 contrasena contraseña ayiti2023 haiti123 haiti2023 haiti2024 portauprince unitednations lambi123
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.split(/\s+/).filter(Boolean));
