// Members of each union directly below, as CSV. Needs Java 11 and nothing else.
// UNIONHOME_URL=https://… UNIONHOME_CLIENT_ID=… UNIONHOME_CLIENT_SECRET=… java Pull.java > members.csv

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Pull {
  static final String API = System.getenv("UNIONHOME_URL") + "/api/v1";
  static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] arguments) throws Exception {
    String csv = send(HttpRequest.newBuilder(URI.create(API + "/stats/datasets/members?by=child&measures=members"))
        .header("Authorization", "Bearer " + token())
        .header("Accept", "text/csv")
        .build());
    System.out.write(csv.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  static String token() throws Exception {
    String pair = System.getenv("UNIONHOME_CLIENT_ID") + ":" + System.getenv("UNIONHOME_CLIENT_SECRET");
    String answer = send(HttpRequest.newBuilder(URI.create(API + "/oauth/token"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
        .build());
    Matcher found = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
    if (!found.find()) throw new IllegalStateException(answer);
    return found.group(1);
  }

  static String send(HttpRequest request) throws Exception {
    var answer = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    return answer.body();
  }
}
