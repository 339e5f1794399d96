import type { Runtime } from '../config/runtime';
import { DiskStorage } from './disk-storage';
import { s3AddressOf } from './s3-address';
import { Bucket } from './s3-client';
import { S3Storage } from './s3-storage';
import type { Storage } from './storage';

/** The store that is configured: a bucket if STORAGE_URL names one, else a folder. */
export function createStorage({ config, storageDir }: Pick<Runtime, 'config' | 'storageDir'>): Storage {
  const address = config.STORAGE_URL === undefined ? undefined : s3AddressOf(config.STORAGE_URL);
  if (!address) return new DiskStorage(storageDir);
  const { STORAGE_ACCESS_KEY_ID: accessKeyId, STORAGE_SECRET_ACCESS_KEY: secretAccessKey } = config;
  return new S3Storage(
    new Bucket(address, accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined),
  );
}

/** Refuses to start on a store that cannot be written: the first to notice would otherwise be whoever sends evidence. */
export async function checkStorage(settled: Pick<Runtime, 'config' | 'storageDir'>): Promise<void> {
  const storage = createStorage(settled);
  try {
    await storage.check();
  } catch (error) {
    const where = settled.config.STORAGE_URL === undefined ? settled.storageDir : 'the bucket of STORAGE_URL';
    throw new Error(`evidence cannot be stored: ${where} cannot be written (${(error as Error).message})`, {
      cause: error,
    });
  } finally {
    storage.close();
  }
}
