import { type ChildProcess, spawn } from 'node:child_process';

export interface Thumbnail {
  readonly bytes: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Name and version of what made it. */
  readonly madeWith: string;
}

/** Why no thumbnail was made: the image's fault, not ours. */
export class ImageFault extends Error {}

const SIDE = 512;
/** An image of more pixels is not decoded: a few kilobytes can claim billions. */
const MOST_PIXELS = 150_000_000;
const TIMEOUT_MS = 30_000;
const HEAP_MB = 128;

/**
 * Reads images where a fault in a decoder can do no harm: in a process of its own, with no environment and so no secrets, which only the
 * loaders of the five formats are left in, and which is killed if it takes too long. `withMetadata` is never called: place, time and
 * device of the original do not go into the copy.
 */
const PROGRAM = `
const sharp = require(process.argv[1]);
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'].map((name) => 'VipsForeignLoad' + name) });
const options = { limitInputPixels: ${MOST_PIXELS}, failOn: 'error', sequentialRead: true, pages: 1, autoOrient: true };
const madeWith = 'sharp ' + sharp.versions.sharp + ', libvips ' + sharp.versions.vips;
process.on('disconnect', () => process.exit(0));
process.on('message', (bytes) => {
  sharp(Buffer.from(bytes), options)
    .resize(${SIDE}, ${SIDE}, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 75 })
    .toBuffer({ resolveWithObject: true })
    .then(({ data, info }) => ({ bytes: data, width: info.width, height: info.height, madeWith }))
    .catch((error) => ({ fault: String(error.message).slice(0, 200) }))
    .then((answer) => process.send(answer));
});
`;

/** Makes thumbnails one after the other. Started with the first image, and anew after one that it did not survive. */
export class ThumbnailProcess {
  private child: ChildProcess | undefined;

  /** @throws ImageFault if the image cannot be read, is too large, takes too long, or ends the process */
  make(image: Buffer): Promise<Thumbnail> {
    const child = (this.child ??= start());
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        child.off('message', onAnswer).off('exit', onExit).off('error', onExit);
        act();
      };
      const lost = (why: string): void => {
        this.stop();
        settle(() => reject(new ImageFault(why)));
      };
      const onAnswer = (answer: Thumbnail | { fault: string }): void =>
        settle(() => ('fault' in answer ? reject(new ImageFault(answer.fault)) : resolve(asBuffer(answer))));
      const onExit = (): void => lost('the image ended the process that read it');
      const timer = setTimeout(() => lost('the image took too long to read'), TIMEOUT_MS);
      child.on('message', onAnswer).on('exit', onExit).on('error', onExit);
      child.send(image);
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

const asBuffer = (thumbnail: Thumbnail): Thumbnail => ({ ...thumbnail, bytes: Buffer.from(thumbnail.bytes) });

function start(): ChildProcess {
  const program = [`--max-old-space-size=${HEAP_MB}`, '-e', PROGRAM, require.resolve('sharp')];
  return spawn(process.execPath, program, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
  });
}
