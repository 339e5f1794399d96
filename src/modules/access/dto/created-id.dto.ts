export class CreatedIdResponse {
  /** @example "01900000-0000-7000-8000-000000000101" */
  id: string;
}
