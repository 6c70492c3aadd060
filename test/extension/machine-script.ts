// The machine as a build holds it, for a test to run beside the whole package.

import {
	emptyState,
	MachineAddress,
	openMachine,
} from "../../src/evm/machine.ts";

Object.assign(globalThis, {
	builtMachine: { emptyState, MachineAddress, openMachine },
});
