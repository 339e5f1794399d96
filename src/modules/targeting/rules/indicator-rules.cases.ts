/** Which rule answers for which line of the table. */
import {
  controlledHeading,
  dualUseHeading,
  hsTextMismatch,
  personalEffects,
  usedVehicles,
  weightAgainstGoods,
} from './goods-indicators.rules';
import {
  consolidator,
  diplomatic,
  dutyFree,
  firstTimeShipper,
  listedParty,
  notifyIsConsigneeOfOthers,
  religious,
  routeChange,
  seenInSeizure,
} from './party-indicators.rules';
import type { IndicatorRule } from './past.types';
import type { IndicatorCode } from './risk.types';
import { containerCheckDigit, loadPort, sameContainerAsSeizure, transitOrFrob } from './transport-indicators.rules';

export const RULES: Readonly<Record<IndicatorCode, IndicatorRule>> = {
  CONSIGNEE_SEEN: seenInSeizure('CONSIGNEE'),
  SHIPPER_SEEN: seenInSeizure('SHIPPER'),
  NOTIFY_SEEN: seenInSeizure('NOTIFY'),
  SAME_CONTAINER_AS_SEIZURE: sameContainerAsSeizure,
  LISTED_PARTY: listedParty,
  CONTROLLED_HEADING: controlledHeading,
  DUAL_USE_HEADING: dualUseHeading,
  HS_TEXT_MISMATCH: hsTextMismatch,
  WEIGHT_AGAINST_GOODS: weightAgainstGoods,
  PERSONAL_EFFECTS: personalEffects,
  USED_VEHICLES: usedVehicles,
  CONSIGNEE_RELIGIOUS: religious,
  CONSIGNEE_DIPLOMATIC: diplomatic,
  DUTY_FREE: dutyFree,
  FIRST_TIME_SHIPPER: firstTimeShipper,
  NOTIFY_IS_CONSIGNEE_OF_OTHERS: notifyIsConsigneeOfOthers,
  ROUTE_CHANGE: routeChange,
  LOAD_PORT: loadPort,
  CONSOLIDATOR: consolidator,
  CONTAINER_CHECK_DIGIT: containerCheckDigit,
  TRANSIT_OR_FROB: transitOrFrob,
};
