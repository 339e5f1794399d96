/** Adds up the bills as they pass and compares with what the header states: a difference is a warning, no refusal. */
import { parseContainer } from '../../identifiers/container.rules';
import type { BillOfLading, ManifestCounts, ManifestWarning, StatedTotals } from './manifest.types';

/**
 * A copy of its own. What a tokenizer gives is a view into a slice of the file: kept in a set, a reference of ten characters would hold
 * its 16 kB (a set of 34,000 references held the whole file, 85 MB).
 */
export const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** Sums of decimals drift by some 1e-9; manifests state grams at the finest. */
const wholeGrams = (kg: number): number => Math.round(kg * 1000) / 1000;

export class ManifestTally {
  private bills = 0;
  private containerLines = 0;
  private packages = 0;
  private grossMassKg = 0;
  private parties = 0;
  private readonly containers = new Set<string>();
  private readonly references = new Set<string>();

  /** Counts a bill; says whether its reference was already used in this manifest. */
  add(bill: BillOfLading): { readonly duplicate: boolean } {
    this.bills += 1;
    this.parties += bill.parties.length;
    bill.containers.forEach((container) => this.addContainer(container));
    for (const goods of bill.goods) {
      this.packages += goods.packages ?? 0;
      this.grossMassKg += goods.grossMassKg ?? 0;
    }
    const duplicate = bill.reference !== null && this.references.has(bill.reference);
    if (bill.reference !== null) this.references.add(detached(bill.reference));
    return { duplicate };
  }

  /** One container line, of a bill or of none. */
  addContainer({ reference }: { readonly reference: string | null }): void {
    this.containerLines += 1;
    if (reference !== null) this.containers.add(detached(parseContainer(reference).normalised));
  }

  counts(): ManifestCounts {
    return {
      bills: this.bills,
      containerLines: this.containerLines,
      distinctContainers: this.containers.size,
      packages: wholeGrams(this.packages),
      grossMassKg: wholeGrams(this.grossMassKg),
      parties: this.parties,
    };
  }

  /** The stated number of containers may mean the boxes or their lines; either is accepted. */
  differences(stated: StatedTotals, line: number): readonly ManifestWarning[] {
    const counts = this.counts();
    const compared = [
      ['Total_number_of_bols', stated.bills, [counts.bills]],
      ['Total_number_of_packages', stated.packages, [counts.packages]],
      ['Total_number_of_containers', stated.containers, [counts.distinctContainers, counts.containerLines]],
      ['Total_gross_mass', stated.grossMassKg && wholeGrams(stated.grossMassKg), [counts.grossMassKg]],
    ] as const;
    return compared
      .filter(([, total, found]) => total !== null && !(found as readonly number[]).includes(total))
      .map(([element, total, found]) => {
        const message = `${element}: the header states ${total}, the bills add up to ${found[0]}`;
        return { code: 'TOTAL_MISMATCH', message, line, element };
      });
  }
}
