/** Masses are kept in whole grams (bigint in SQL), and shown in kilograms. */
export const gramsFromKg = (kg: number): number => Math.round(kg * 1000);
export const kgFromGrams = (grams: number): number => grams / 1000;
