import { OmitType } from '@nestjs/swagger';
import { SubmitInspectionDto } from '../../inspections';

/** Everything a submitted inspection may say, but the bill and the ground, which follow from the target. */
export class StartInspectionDto extends OmitType(SubmitInspectionDto, ['shipmentId', 'ground'] as const) {}
