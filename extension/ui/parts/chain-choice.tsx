// Which chain: a choice where there is more than one.

import type { ChainView } from "../../../src/protocol/views.ts";
import { Option } from "./basic.tsx";

export const ChainChoice = ({
	legend,
	chains,
	chosen,
	disabled = false,
	onChoose,
}: {
	readonly legend: string;
	readonly chains: readonly ChainView[];
	/** None where there is no chain at all. */
	readonly chosen: ChainView | undefined;
	readonly disabled?: boolean;
	readonly onChoose: (chainId: number) => void;
}) =>
	chosen === undefined || chains.length < 2 ? null : (
		<fieldset class="choice flat">
			<legend>{legend}</legend>
			{chains.map(({ chainId, title }) => (
				<Option
					key={chainId}
					group="chain"
					checked={chainId === chosen.chainId}
					disabled={disabled}
					onChoose={() => onChoose(chainId)}
				>
					{title}
				</Option>
			))}
		</fieldset>
	);
