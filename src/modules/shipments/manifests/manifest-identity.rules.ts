import type { BillOfLading, ManifestFormat, ManifestHeader } from '../readers/manifest.types';

/** Tables say the same in two kinds of file. */
const KIND: Readonly<Record<string, string>> = { CSV: 'TABLE', XLSX: 'TABLE' };

/**
 * What makes two files versions of one manifest: customs office, voyage and day of departure (UNCTAD ASYCUDA World), or the vessel where no
 * office is named. Null where the file does not say enough: it then stands alone, because a wrong guess would mix two voyages.
 * Awappend adds bills to a voyage and never replaces any. Awbolds belongs to one master bill, Awmcds to one co-loader, a single-bill export to one bill.
 */
export function manifestIdentity(
  format: ManifestFormat,
  header: ManifestHeader | null,
  firstBill: BillOfLading | null,
): string | null {
  if (!header || format === 'AWAPPEND') return null;
  const where = header.customsOfficeCode ?? header.vesselImo ?? header.vesselName;
  const when = header.departureOn ?? header.arrivalOn;
  if (!where || !header.voyageNumber || !when) return null;
  const parts = [KIND[format] ?? format, where, header.voyageNumber, when, partOf(format, header, firstBill) ?? ''];
  return JSON.stringify(parts.map((text) => text.trim().toUpperCase().slice(0, 200)));
}

/** Whose part of the voyage it is: carriers that share a vessel send a manifest each. */
function partOf(
  format: ManifestFormat,
  header: ManifestHeader,
  firstBill: BillOfLading | null,
): string | null | undefined {
  if (format === 'AWBOLDS') return firstBill?.masterReference;
  if (format === 'ASYCUDAWORLD_MANIFEST') return firstBill?.reference;
  if (format === 'AWMCDS') return header.unmapped.find(({ element }) => element === 'Coloader_code')?.value;
  return header.carrierCode;
}
