import type { Response } from 'express';
import { etagOf } from '../../platform/http/etag';
import { InspectionDto } from './dto/inspection.dto';
import type { InspectionView } from './inspections.repository';

/** An inspection as an answer, with its ETag. */
export function shown(response: Response, view: InspectionView): InspectionDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return InspectionDto.of(view);
}
