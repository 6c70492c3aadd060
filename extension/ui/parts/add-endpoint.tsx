// A new endpoint: its address, what it is called, and the browser's leave to ask it.

import { useState } from "preact/hooks";
import type { EndpointTrial } from "../../../src/protocol/endpoint-trial.ts";
import type { EndpointView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { askHosts, endpointName, repeated, urlFault } from "../host.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Button, Field } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { Note } from "./note.tsx";

const hostName = (url: string): string => {
	try {
		return new URL(url.trim()).host;
	} catch {
		return "";
	}
};

type AddEndpointProps = {
	/** The chain and the purpose it is tried out for. */
	readonly chainId: number;
	readonly role: EndpointView["role"];
	readonly what: string;
	readonly listed: readonly EndpointView[];
	readonly onAdd: (name: string, url: string) => Promise<void>;
};

/** What is typed of it, what is wrong with that, and the adding. What was typed stays when the form is closed unfinished. */
const useNewEndpoint = ({ chainId, role, listed, onAdd }: AddEndpointProps) => {
	const { wallet } = useShared();
	const [failed, setFailed] = useState<EndpointTrial | null>(null);
	const [open, setOpen] = useState(false);
	const [name, setName] = useState("");
	const [url, setUrl] = useState("");
	const { busy, fault, run, clear } = useWork();
	const called = endpointName(name.trim() || hostName(url));
	const taken = repeated(listed, called, url);
	const wrong = url.trim() === "" ? null : (urlFault(url.trim()) ?? taken.url);
	const ready = url.trim() !== "" && wrong === null && taken.name === null;
	const keep = async (): Promise<void> => {
		await onAdd(called, url.trim());
		setName("");
		setUrl("");
		setFailed(null);
		setOpen(false);
	};
	return {
		/** Why it is of no use as it is; null where it was not tried, or is. */
		failed,
		/** The person's word against what the test gave: one's own node may only be switched off. */
		addAnyway: () => void run(keep),
		open,
		name,
		url,
		/** What faults will call it. */
		called,
		wrong: { url: wrong, name: taken.name },
		ready,
		busy,
		fault,
		begin: () => setOpen(true),
		cancel: () => {
			clear();
			setFailed(null);
			setOpen(false);
		},
		typeName: setName,
		typeUrl: (typed: string) => {
			clear();
			setFailed(null);
			setUrl(typed);
		},
		add: () => {
			if (!ready) return;
			// The question to the browser has to come first, while the click still counts.
			const asked = askHosts([url.trim()]);
			void run(async () => {
				await asked;
				const trial = await wallet.engine("endpoints.test", {
					...{ chainId, role },
					url: url.trim(),
				});
				if (trial.verdict === "bad") setFailed(trial);
				else await keep();
			});
		},
	};
};

export const AddEndpoint = (props: AddEndpointProps) => {
	const { what } = props;
	const form = useNewEndpoint(props);
	const { called } = form;
	if (!form.open)
		return (
			<Button quiet label={say().endpoints.add(what)} onClick={form.begin}>
				{say().endpoints.addOne}
			</Button>
		);
	return (
		<div class="add">
			<Field
				name={say().endpoints.addressOf(what)}
				value={form.url}
				onValue={form.typeUrl}
				mono
				autofocus
				wrong={form.wrong.url}
				note={say().endpoints.itMayContainAKeyOf}
				onEnter={form.add}
			/>
			<Field
				name={say().endpoints.name}
				value={form.name}
				onValue={form.typeName}
				wrong={form.wrong.name}
				note={
					called === ""
						? say().endpoints.whatErrorMessagesWillCallIt
						: say().endpoints.errorMessagesWillCallIt(called)
				}
				onEnter={form.add}
			/>
			<FaultNote fault={form.fault} title={say().endpoints.itWasNotAdded} />
			{form.failed === null ? null : (
				<Note
					tone="bad"
					role="alert"
					title={say().endpoints.itWasNotAdded2(wordsOf(form.failed.says))}
				>
					<div class="note-do">
						<Button busy={form.busy} onClick={form.addAnyway}>
							{say().endpoints.addItAllTheSame}
						</Button>
					</div>
				</Note>
			)}
			<div class="buttons">
				<Button
					label={say().endpoints.cancelAdding(what)}
					onClick={form.cancel}
				>
					{say().endpoints.cancel}
				</Button>
				<Button main busy={form.busy} disabled={!form.ready} onClick={form.add}>
					{form.busy ? say().endpoints.askingIt : say().endpoints.allowAndAdd}
				</Button>
			</div>
		</div>
	);
};
