import type { BillOfLading, ManifestWarningCode } from './manifest.types';

export interface BillRemark {
  readonly code: ManifestWarningCode;
  readonly message: string;
}

const quoted = (text: string | null): string => JSON.stringify((text ?? '').slice(0, 60));

/** What the reader understood and a person should know: a party that names nobody, an HS code that stands in prose. The same for every form. */
export function remarksOn({ parties, goods }: BillOfLading): readonly BillRemark[] {
  const nobody = parties.filter(({ placeholder }) => placeholder);
  const inText = new Map<string, Set<string>>();
  for (const { source, element, code } of goods.flatMap(({ hsCodes }) => hsCodes)) {
    if (source === 'FREE_TEXT') inText.set(element, (inText.get(element) ?? new Set()).add(code));
  }
  return [
    ...nobody.map(({ role, name }) => ({
      code: 'PLACEHOLDER_PARTY' as const,
      message: `${role} ${quoted(name)} names nobody`,
    })),
    ...[...inText].map(([element, codes]) => ({
      code: 'HS_CODE_IN_TEXT' as const,
      message: `HS ${[...codes].slice(0, 20).join(', ')} stands in the words of ${element}`,
    })),
  ];
}
