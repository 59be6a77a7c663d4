import Equity
import PolicyFiles
import Testing

struct DisclosurePolicyFileTests {
  @Test("the repository's file says what the program takes without one, families apart")
  func own() throws {
    let read = try DisclosurePolicyFile.read(PolicyFolder().text("disclosure.yaml"))
    var plain = DisclosurePolicy()
    plain.families = read.families
    #expect(read == plain && read.families.first == "race_ethnicity")
  }

  @Test(
    "values that would protect less, or contradict each other, are refused with their line",
    arguments: [
      ("fewest_shown: 11", "fewest_shown: 10", "fewest_shown"), ("room: 5", "room: 2", "room"),
      ("{students: 0, hundredths: 20}", "{students: 1, hundredths: 20}", "bands"),
      ("{students: 20, hundredths: 10}", "{students: 20, hundredths: 30}", "bands"),
      ("{students: 40, hundredths: 5}", "{students: 40, hundredths: 4}", "hundredths"),
      ("steps: [5, 10, 20, 50]", "steps: [5, 50, 20]", "steps"), ("[district_all, ", "[", "keep_visible"),
      ("families:", "family:", "family"),
    ])
  func spoiled(old: String, new: String, says: String) throws {
    var folder = try PolicyFolder()
    folder.spoil("disclosure.yaml", old, new)
    #expect {
      try DisclosurePolicyFile.read(folder.text("disclosure.yaml"))
    } throws: { error in
      "\(error)".hasPrefix("policies/disclosure.yaml:") && "\(error)".contains(says)
    }
  }
}
