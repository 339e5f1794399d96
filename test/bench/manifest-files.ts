import fs from 'node:fs';
import path from 'node:path';

/** A real manifest of 339 bills where it is at hand, else the demo's of 3. */
const REAL = path.resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data', 'manifests/awmds-339bols.xml');
const DEMO = path.resolve(__dirname, '../../../seeds/demo/awmds-cap-haitien.xml');

export interface ManifestFile {
  readonly file: string;
  readonly bills: number;
  readonly bytes: number;
}

export class ManifestFiles {
  readonly source = fs.existsSync(REAL) ? REAL : DEMO;
  private readonly text = fs.readFileSync(this.source, 'utf8');

  constructor(private readonly folder: string) {}

  /** The source's bills repeated with new references, for a voyage of that name. */
  make(voyage: string, atLeast: number): ManifestFile {
    const from = this.text.indexOf('<Bol_segment>');
    const to = this.text.lastIndexOf('</Bol_segment>') + '</Bol_segment>'.length;
    const bills = this.text.slice(from, to);
    const each = bills.split('</Bol_segment>').length - 1;
    const rounds = Math.ceil(atLeast / each);
    const file = path.join(this.folder, `${voyage}.xml`);
    const out = fs.openSync(file, 'w');
    const head = this.text.slice(0, from);
    fs.writeSync(out, head.replace(/<Voyage_number>[^<]*</, `<Voyage_number>${voyage}<`));
    for (let round = 0; round < rounds; round += 1) {
      fs.writeSync(
        out,
        bills.replace(/<Bol_reference>([^<]*)</g, (_, was: string) => `<Bol_reference>${was}-${voyage}-${round}<`),
      );
    }
    fs.writeSync(out, this.text.slice(to));
    fs.closeSync(out);
    return { file, bills: rounds * each, bytes: fs.statSync(file).size };
  }
}
