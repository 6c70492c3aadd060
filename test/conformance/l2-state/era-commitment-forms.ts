// Batch commitments of ZKsync Era, of each form the protocol had: the parts, hashed as the chain does, are what is stated.

import { fromHex, toHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import {
	type EraLog,
	eraAuxiliary,
	eraAuxiliaryBeforeBoojum,
	eraCommitment,
	eraMeta,
	eraPassThrough,
} from "../../../src/proof/era-commitment.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	listIn,
	type StateCase,
} from "../state-l1/case.ts";
import {
	type Document,
	type Fields,
	findAll,
	isFields,
	saysFalse,
} from "../state-l1/document.ts";

/** From here on the EVM emulator's code is among the parameters; where there is none, the default account's stands there. */
const emulatorSince = 23;

const bytes = (json: Json | undefined, length: number): Uint8Array =>
	fromHex(hexIn(json), length);

const numberIn = (json: Json | undefined, most: number): number => {
	if (typeof json !== "number" || !Number.isSafeInteger(json))
		throw new Fault("bad-field", "no number");
	if (json < 0 || json > most) throw new Fault("bad-field", `${json}`);
	return json;
};

const flagIn = (json: Json | undefined): boolean => {
	if (typeof json !== "boolean") throw new Fault("bad-field", "no flag");
	return json;
};

const logIn = (json: Json): EraLog => {
	const fields = fieldsIn(json);
	return {
		shard: numberIn(fields.shard_id, 255),
		isService: flagIn(fields.is_service),
		transaction: numberIn(fields.tx_number_in_block, 65_535),
		sender: bytes(fields.sender, 20),
		key: bytes(fields.key, 32),
		value: bytes(fields.value, 32),
	};
};

/** A list of bytes as numbers, as hex. */
const packed = (json: Json | undefined): Json =>
	Array.isArray(json)
		? toHex(Uint8Array.from(json, (one) => numberIn(one, 255)))
		: null;

const auxiliaryOf = (own: Fields): Uint8Array =>
	own.blobs === undefined
		? eraAuxiliaryBeforeBoojum(
				bytes(own.logsRoot, 32),
				listIn(own.logs).map(logIn),
				fromHex(hexIn(own.initialWrites)),
				fromHex(hexIn(own.repeatedWrites)),
			)
		: eraAuxiliary(
				listIn(own.logs).map(logIn),
				bytes(own.stateDiffs, 32),
				bytes(own.bootloaderContent, 32),
				bytes(own.eventsQueue, 32),
				listIn(own.blobs).map((blob) => {
					const { linear_hash, commitment } = fieldsIn(blob);
					return [bytes(linear_hash, 32), bytes(commitment, 32)] as const;
				}),
			);

const check = (input: Json, hasEmulator: boolean): void => {
	const own = fieldsIn(input);
	const states = listIn(own.states).map((state) => {
		const { last_leaf_index, root_hash } = fieldsIn(state);
		return {
			lastLeaf: BigInt(numberIn(last_leaf_index, Number.MAX_SAFE_INTEGER)),
			root: bytes(root_hash, 32),
		};
	});
	const meta = fieldsIn(own.meta);
	const account = bytes(meta.default_aa_code_hash, 32);
	const codes = [bytes(meta.bootloader_code_hash, 32), account];
	if (hasEmulator)
		codes.push(
			meta.evm_emulator_code_hash === null
				? account
				: bytes(meta.evm_emulator_code_hash, 32),
		);
	const made = {
		pass_through_data: eraPassThrough(states),
		meta_parameters: eraMeta(flagIn(meta.zkporter_is_available), codes),
		aux_output: auxiliaryOf(fieldsIn(own.auxiliary)),
	};
	const hashes = fieldsIn(own.hashes);
	for (const [name, hash] of Object.entries(made))
		expect(toHex(hash) === hexIn(hashes[name]), `another ${name}`);
	const { pass_through_data, meta_parameters, aux_output } = made;
	const commitment = eraCommitment(
		pass_through_data,
		meta_parameters,
		aux_output,
	);
	expect(toHex(commitment) === hexIn(hashes.commitment), "another commitment");
};

const auxiliaryIn = (input: Fields, output: Fields): Json => {
	const before = input.PreBoojum;
	const after = input.PostBoojum;
	if (isFields(after) && isFields(output.PostBoojum)) {
		const own = output.PostBoojum;
		const queues = fieldsIn(own.aux_commitments);
		return {
			logs: after.system_logs ?? null,
			stateDiffs: own.state_diffs_hash ?? null,
			bootloaderContent: queues.bootloader_initial_content_commitment ?? null,
			eventsQueue: queues.events_queue_commitment ?? null,
			blobs: own.blob_hashes ?? null,
		};
	}
	const own = fieldsIn(output.PreBoojum);
	return {
		logsRoot: fieldsIn(own.common).l2_l1_logs_merkle_root ?? null,
		logs: fieldsIn(fieldsIn(before).common).l2_to_l1_logs ?? null,
		initialWrites: packed(own.initial_writes_compressed),
		repeatedWrites: packed(own.repeated_writes_compressed),
	};
};

export const eraCommitmentCases = (document: Document): readonly StateCase[] =>
	findAll(
		document.value,
		({ input, hashes, pass_through_data, meta_parameters, auxiliary_output }) =>
			[
				input,
				hashes,
				pass_through_data,
				meta_parameters,
				auxiliary_output,
			].every(isFields),
	).map(({ at, fields }): StateCase => {
		const meta = fieldsIn(fields.meta_parameters);
		const version = Number(/\d+$/.exec(`${meta.protocol_version}`)?.[0] ?? 0);
		return {
			name: `${document.path} ${at} commitment`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: {
				states: fieldsIn(fields.pass_through_data).shared_states ?? null,
				meta: {
					zkporter_is_available: meta.zkporter_is_available ?? null,
					bootloader_code_hash: meta.bootloader_code_hash ?? null,
					default_aa_code_hash: meta.default_aa_code_hash ?? null,
					evm_emulator_code_hash: meta.evm_emulator_code_hash ?? null,
				},
				auxiliary: auxiliaryIn(
					fieldsIn(fields.input),
					fieldsIn(fields.auxiliary_output),
				),
				hashes: fields.hashes ?? null,
			},
			check: (input) => check(input, version >= emulatorSince),
		};
	});
