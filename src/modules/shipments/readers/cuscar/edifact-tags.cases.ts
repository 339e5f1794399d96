/** Segment tags of CUSCAR from D.95B to D.03B, of the service segments, and of the stow and transport messages beside it. */
export const ediTags: ReadonlySet<string> = new Set(
  `UNA UNB UNG UNH UNT UNE UNZ UNS BGM DTM RFF NAD CTA COM FTX TDT LOC GIS EQD EQN EQA TSR MEA DIM SEL TMP RNG CNT CNI
  MOA CUX CPI QTY GID PAC HAN SGP DGS PCI CST DOC AUT GDS GIR GIN TCC PIA GOR TOD STS PSD PRC EFI ALI LIN ATT ERC GEI
  IMD PCD PRI TPL ICD SPS TAX TSR VEH CED RCS`.split(/\s+/),
);
