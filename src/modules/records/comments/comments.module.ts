import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../records.module';
import { CommentRow, CommentVersionRow } from './comment.record';
import { CommentsController } from './comments.controller';
import { CommentsRepository } from './comments.repository';
import { CommentsService } from './comments.service';
import { Mentions } from './mentions.service';

@Module({
  imports: [AuditModule, RecordsModule, TypeOrmModule.forFeature([CommentRow, CommentVersionRow])],
  controllers: [CommentsController],
  providers: [CommentsRepository, CommentsService, Mentions],
})
export class CommentsModule {}
