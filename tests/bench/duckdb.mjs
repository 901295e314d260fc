// duckdb.mjs -- one statement through npm's DuckDB: its first row is printed.
//
//     node duckdb.mjs FOLDER 'select ...'     FOLDER holds node_modules/
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, statement] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(resolve(folder, "x"))(
  "@duckdb/node-api",
);
const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
const answer = await connection.runAndReadAll(statement);
console.log(answer.getRows()[0].map(String).join(","));
