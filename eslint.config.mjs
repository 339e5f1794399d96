import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { fileNames } from './scripts/eslint-file-names.mjs';

/*
 * What is refused here would leak, lose a write or hide a mistake; the reason stands beside each ban. A ban is never lifted in a
 * file by a comment: the exceptions are the lists at the end, where a reviewer sees all of them.
 */
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read once, by platform/config: take the typed value from there.',
};
const save = {
  selector: "CallExpression[callee.property.name='save']",
  message: 'save() overwrites silently and turns a hidden row into an INSERT: use RowWriter.',
};
const repositories = [
  {
    selector: "Identifier[name='InjectRepository']",
    message: 'Repositories of TypeORM run outside the unit of work, as nobody: use RowWriter and uow.query.',
  },
  {
    selector: "CallExpression[callee.property.name='getRepository']",
    message: 'Repositories of TypeORM run outside the unit of work, as nobody: use RowWriter and uow.query.',
  },
];
const ownConnection = {
  selector:
    "CallExpression[callee.property.name='query']:matches([callee.object.name=/^(dataSource|source)$/], [callee.object.property.name=/^(dataSource|source)$/])",
  message: 'A statement outside the unit of work runs as nobody on a second connection: use uow.query.',
};
const requestScope = {
  selector: "MemberExpression[object.name='Scope'][property.name='REQUEST']",
  message: 'Request-scoped providers rebuild the tree for each request: use UnitOfWork.current.',
};
const bans = { environment, save, ownConnection, requestScope };
const bansBut = (...lifted) => [
  'error',
  ...repositories,
  ...Object.entries(bans).flatMap(([name, ban]) => (lifted.includes(name) ? [] : [ban])),
];

export default tseslint.config(
  { ignores: ['dist', '.data', 'node_modules', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house: { rules: { 'file-names': fileNames } } },
    rules: {
      'house/file-names': 'error',
      'no-restricted-syntax': bansBut(),
      'no-console': 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 60],
      'max-params': ['error', 7],
      complexity: ['error', 12],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'off', // decorators need the value import of an injected class
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }], // X.from and X.of have no `this`
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  // Where the environment comes in: main and the commands hand it to readConfig, the launcher hands it on to initdb and postgres.
  {
    files: [
      'src/platform/config/**',
      'src/main.ts',
      'src/cli/**',
      'seeds/**',
      'src/platform/database/{embedded-postgres,postgres-binaries}.ts',
      '**/*.spec.ts',
    ],
    rules: { 'no-restricted-syntax': bansBut('environment') },
  },
  { files: ['src/cli/**', 'seeds/**'], rules: { 'no-console': 'off' } },
  // Before anybody is known there is no actor to have a unit of work; each of these calls one definer function.
  {
    files: [
      'src/platform/database/**',
    ],
    rules: { 'no-restricted-syntax': bansBut('ownConnection') },
  },
  {
    files: ['src/platform/database/{embedded-postgres,postgres-binaries}.ts'],
    rules: { 'no-restricted-syntax': bansBut('ownConnection', 'environment') },
  },
  // The story speaks with the API as a client would, without our types.
  { files: ['seeds/demo/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  // Signing in is where everything about a credential meets.
  { files: ['src/modules/access/sign-in/session.service.ts'], rules: { 'max-params': ['error', 8] } },
  // A migration is one long text, and a specification a list: their length says nothing.
  { files: ['migrations/**', '**/*.spec.ts', 'test/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.spec.ts'], rules: { 'max-lines': ['error', 500] } },
  {
    files: ['test/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': bansBut('environment', 'ownConnection'),
      // Answers of the API are read as a client without our types would read them.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
