import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { RecordsModule } from '../records';
import { IdentifierRow } from './identifier.record';
import { IdentifiersRepository } from './identifiers.repository';
import { SearchController } from './search.controller';
import { SearchService } from './search.service';

@Module({
  imports: [AuditModule, RecordsModule, TypeOrmModule.forFeature([IdentifierRow])],
  controllers: [SearchController],
  providers: [IdentifiersRepository, SearchService],
  exports: [IdentifiersRepository],
})
export class IdentifiersModule {}
