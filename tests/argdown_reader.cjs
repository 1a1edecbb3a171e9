// Reads a JSON array of Argdown texts from standard input; prints what Argdown's own parser makes of each.
const { argdown } = require(`${process.argv[2]}/node_modules/@argdown/core/dist/argdown.js`);

const read = (input) => {
  const response = argdown.run({ input, process: ["parse-input", "build-model"], throwExceptions: true });
  const statements = {};
  for (const [title, found] of Object.entries(response.statements)) {
    statements[title] = {
      texts: found.members.filter((member) => !member.isReference).map((member) => member.text),
      data: found.data ?? null,
      tags: found.tags ?? [],
      relations: found.relations.map((relation) => [relation.relationType, relation.from.title, relation.to.title]),
    };
  }
  const sections = [];
  const collect = (list) =>
    (list ?? []).forEach((section) => {
      sections.push({ title: section.title, data: section.data ?? null });
      collect(section.children);
    });
  collect(response.sections);
  return {
    errors: [...(response.parserErrors ?? []), ...(response.lexerErrors ?? [])].map((error) => error.message),
    frontMatter: response.frontMatter ?? null,
    arguments: Object.keys(response.arguments),
    statements,
    sections,
  };
};

let text = "";
process.stdin.on("data", (chunk) => (text += chunk));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(text).map(read))));
