import { join } from 'node:path';
import ts from 'typescript';
import { ownRooms, root } from '../packaging/workspace';

/** Sources of the entries that a consumer may import. */
const entries = (): string[] => ownRooms().flatMap(({ folder, manifest }) => Object.values(manifest.exports ?? {}).flatMap((entry) => {
  const source = (entry as Readonly<Record<string, string>>)['@faultline/source'];
  return source === undefined ? [] : [join(folder, source)];
}));

function programOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile) as { config: unknown };
  return ts.createProgram(files, ts.parseJsonConfigFileContent(config, ts.sys, root).options);
}

/** Members of an interface that are written in it, each with its sentence. */
function membersOf(checker: ts.TypeChecker, shown: string, symbol: ts.Symbol): (readonly [member: string, sentence: string])[] {
  const written = [...(symbol.members?.values() ?? [])].filter(({ declarations = [] }) => declarations.some((one) => ts.isPropertySignature(one) || ts.isMethodSignature(one)));
  return written.map((member) => [`${shown}.${member.name}`, ts.displayPartsToString(member.getDocumentationComment(checker))]);
}

/** Every member of every interface that the packages' entries export, with its sentence. */
export function publicMembers(): ReadonlyMap<string, string> {
  const files = entries();
  const program = programOf(files);
  const checker = program.getTypeChecker();
  return new Map(files.flatMap((file) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return symbol.flags & ts.SymbolFlags.Interface ? membersOf(checker, exported.name, symbol) : [];
  })));
}
