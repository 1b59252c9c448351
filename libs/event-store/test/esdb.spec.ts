import { doubleContract } from './event-store-db.contract';
import { adapterFaults } from './event-store-db.faults';

doubleContract('esdb');
adapterFaults('esdb');
