/** What a reader refuses to go beyond: a file comes from outside and may be made to hurt. */
export interface FileLimits {
  readonly bytes: number;
  readonly depth: number;
  /** Characters of text in one element or cell. */
  readonly textLength: number;
  /** Characters of a text that is passed over and never kept. */
  readonly attachmentLength: number;
  /** Elements and characters of one segment, the only unit held in memory. */
  readonly segmentElements: number;
  readonly segmentText: number;
}
