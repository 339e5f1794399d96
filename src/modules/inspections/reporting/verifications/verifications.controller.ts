import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ACCESS, ClientAddress, Public } from '../../../access';
import { ReportVerificationDto, VerifyReportQuery } from '../dto/verification.dto';
import { INSPECTION_REPORT } from '../reporting.errors';
import { VerificationsService } from './verifications.service';

@ApiTags('inspection reports')
@Controller('v1/report-verifications')
export class VerificationsController {
  constructor(private readonly service: VerificationsService) {}

  /** The code is a query and no path, for queries are kept out of the program's own logs. */
  @Get()
  @Public('whoever holds a document may ask whether it is genuine; the code printed on it is the credential')
  @ApiOperation({
    summary: 'Is this report genuine? By the code printed on each page',
    description:
      'Answers by whom and when a report with this code was issued, the hashes of what it says and of every file handed out, whether it was superseded or withdrawn, and the signed promise of its receipt. It says nothing of the content, and of a code nobody was given nothing at all.',
  })
  @ApiOkResponse({ type: ReportVerificationDto })
  @ApiErrors(INSPECTION_REPORT.CODE_MISTYPED, ACCESS.SLOW_DOWN)
  async verify(@Query() { code }: VerifyReportQuery, @ClientAddress() address: string): Promise<ReportVerificationDto> {
    return ReportVerificationDto.of(await this.service.verify(code, address));
  }
}
