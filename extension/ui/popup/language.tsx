// Which language the screens speak.

import { Option, Section } from "../parts/basic.tsx";
import {
	chooseLanguage,
	chosenLanguage,
	languageChoices,
} from "../say/language.ts";
import { say } from "../say/say.ts";

export const LanguageSection = () => {
	const words = say().language;
	const chosen = chosenLanguage();
	return (
		<Section title={words.title}>
			<fieldset class="choice flat">
				<legend class="unseen">{words.title}</legend>
				{languageChoices.map((choice) => (
					<Option
						key={choice}
						group="language"
						checked={choice === chosen}
						onChoose={() => void chooseLanguage(choice)}
					>
						<span lang={choice === "system" ? undefined : choice}>
							{words[choice]}
						</span>
					</Option>
				))}
			</fieldset>
		</Section>
	);
};
