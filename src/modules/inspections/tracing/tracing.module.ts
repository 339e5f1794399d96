import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { IdentifiersModule } from '../../identifiers';
import { RecordsModule } from '../../records';
import { TraceAnswerRow, TraceBuyerRow } from './trace-answer.record';
import { TraceEventRow } from './trace-event.record';
import { TraceMoves } from './trace-moves.service';
import { TraceReports } from './trace-reports.service';
import { TraceRow } from './trace.record';
import { TracesController } from './traces.controller';
import { TracesRepository } from './traces.repository';
import { TracesService } from './traces.service';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    TypeOrmModule.forFeature([TraceRow, TraceEventRow, TraceAnswerRow, TraceBuyerRow]),
  ],
  controllers: [TracesController],
  providers: [TracesService, TraceMoves, TraceReports, TracesRepository],
})
export class TracingModule {}
