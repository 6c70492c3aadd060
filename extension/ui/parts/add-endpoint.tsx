// A new endpoint: its address, what it is called, and the browser's leave to ask it.

import { useState } from "preact/hooks";
import type { EndpointView } from "../../../src/protocol/views.ts";
import { askHosts, endpointName, repeated, urlFault } from "../host.ts";
import { useWork } from "../wallet.tsx";
import { Button, Field } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";

const hostName = (url: string): string => {
	try {
		return new URL(url.trim()).host;
	} catch {
		return "";
	}
};

type AddEndpointProps = {
	readonly what: string;
	readonly listed: readonly EndpointView[];
	readonly onAdd: (name: string, url: string) => Promise<void>;
};

/** What is typed of it, what is wrong with that, and the adding. What was typed stays when the form is closed unfinished. */
const useNewEndpoint = ({ listed, onAdd }: AddEndpointProps) => {
	const [open, setOpen] = useState(false);
	const [name, setName] = useState("");
	const [url, setUrl] = useState("");
	const { busy, fault, run, clear } = useWork();
	const called = endpointName(name.trim() || hostName(url));
	const taken = repeated(listed, called, url);
	const wrong = url.trim() === "" ? null : (urlFault(url.trim()) ?? taken.url);
	const ready = url.trim() !== "" && wrong === null && taken.name === null;
	return {
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
			setOpen(false);
		},
		typeName: setName,
		typeUrl: (typed: string) => {
			clear();
			setUrl(typed);
		},
		add: () => {
			if (!ready) return;
			// The question to the browser has to come first, while the click still counts.
			const asked = askHosts([url.trim()]);
			void run(async () => {
				await asked;
				await onAdd(called, url.trim());
				setName("");
				setUrl("");
				setOpen(false);
			});
		},
	};
};

export const AddEndpoint = (props: AddEndpointProps) => {
	const { what, listed } = props;
	const form = useNewEndpoint(props);
	const { called } = form;
	if (!form.open)
		return (
			<Button quiet label={`Add: ${what}`} onClick={form.begin}>
				Add {listed.length === 0 ? "one" : "another"}
			</Button>
		);
	return (
		<div class="add">
			<Field
				name={`Address of the ${what}`}
				value={form.url}
				onValue={form.typeUrl}
				mono
				autofocus
				wrong={form.wrong.url}
				note="It may contain a key of yours. It stays on this device."
				onEnter={form.add}
			/>
			<Field
				name="Name"
				value={form.name}
				onValue={form.typeName}
				wrong={form.wrong.name}
				note={
					called === ""
						? "What error messages will call it."
						: `Error messages will call it “${called}”.`
				}
				onEnter={form.add}
			/>
			<FaultNote fault={form.fault} title="It was not added." />
			<div class="buttons">
				<Button label={`Cancel adding: ${what}`} onClick={form.cancel}>
					Cancel
				</Button>
				<Button main busy={form.busy} disabled={!form.ready} onClick={form.add}>
					Allow and add
				</Button>
			</div>
		</div>
	);
};
