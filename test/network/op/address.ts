// The fixed addresses of an OP rollup. Source: OP Stack specs, protocol/predeploys.md and protocol/deposits.md.

import type { Hex } from "../../../src/base/bytes.ts";

export const messagePasser: Hex = "0x4200000000000000000000000000000000000016";
export const l2Messenger: Hex = "0x4200000000000000000000000000000000000007";
export const l2Bridge: Hex = "0x4200000000000000000000000000000000000010";
export const l1Block: Hex = "0x4200000000000000000000000000000000000015";
export const feeVault: Hex = "0x4200000000000000000000000000000000000011";
/** Nobody's key: the sender of the transaction that tells L2 of its L1 origin. */
export const depositor: Hex = "0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001";
/** Batches go here; no code, no key. */
export const batchInbox: Hex = "0xff00000000000000000000000000000000000901";
